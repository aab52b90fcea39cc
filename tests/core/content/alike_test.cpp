// The groups that sketches find, held to the exact Jaccard similarity of every pair: none over 0.9 is missed, none
// under 0.7 is told.
#include "core/content/alike.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "core/text/utf8.h"

using namespace galley;

namespace {

std::u32string made_text(std::mt19937& random, std::size_t size, bool chinese) {
  std::u32string out;
  for (std::size_t i = 0; i < size; ++i)
    out += static_cast<char32_t>(chinese ? 0x4E00 + random() % 3000 : U'a' + random() % 26);
  return out;
}

// Changes, drops and adds characters, `times` of them.
std::u32string mutated(std::u32string text, std::size_t times, std::mt19937& random) {
  for (std::size_t n = 0; n < times && !text.empty(); ++n) {
    const std::size_t at = random() % text.size();
    switch (random() % 3) {
      case 0:
        text[at] = static_cast<char32_t>(0x5000 + random() % 3000);
        break;
      case 1:
        text.erase(at, 1);
        break;
      default:
        text.insert(at, 1, static_cast<char32_t>(0x5000 + random() % 3000));
    }
  }
  return text;
}

struct Texts {
  std::vector<std::u32string> texts;
  std::vector<content::Sketch> sketches;
  std::vector<std::vector<std::uint64_t>> shingles;
  std::atomic<std::size_t> read = 0;
  unsigned jobs = 1;

  explicit Texts(std::vector<std::u32string> all) : texts(std::move(all)) {
    for (const auto& t : texts) {
      sketches.push_back(content::sketch_of(t));
      shingles.push_back(content::shingles_of(t));
    }
  }
  std::vector<content::Alike> find(double similarity, std::function<bool(std::size_t)> asked = nullptr) {
    return content::find_alike(texts.size(), [&](std::size_t i) -> const content::Sketch& { return sketches[i]; },
                               {similarity, 10, std::move(asked),
                                [&](std::size_t i) {
                                  ++read;
                                  return texts[i];
                                },
                                jobs});
  }
};

std::set<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<content::Alike>& groups) {
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& g : groups)
    for (const auto& a : g.members)
      for (const auto& b : g.members)
        if (a.text < b.text) pairs.emplace(a.text, b.text);
  return pairs;
}

}  // namespace

TEST_CASE("what is compared of a text") {
  const auto text = [](std::string_view t) { return content::compared_text(t); };
  CHECK(text("Hello, World!") == U"helloworld");
  CHECK(text("一、提升 保险服务质效，确保落地。") == U"一提升保险服务质效确保落地");
  CHECK(text("ＡＢＣ１２３") == U"abc123");
  CHECK(text("“x” — y… z·w") == U"xyzw");
  CHECK(text("\xFF"
             "a\xEF\xBB\xBF"
             "b") == U"ab");
  CHECK(content::shingles_of(text("abcd")).empty());
  CHECK(content::shingles_of(text("abcdeabcde")).size() == 5);
}

TEST_CASE("no pair over 0.9 is missed, none under 0.7 is told") {
  std::mt19937 random(20240506);
  std::size_t over = 0, near_miss = 0, told = 0;
  for (int round = 0; round < 12; ++round) {
    std::vector<std::u32string> all;
    for (int base = 0; base < 25; ++base) {
      const std::size_t sizes[] = {40, 80, 200, 600, 1500, 4000};
      const auto first = made_text(random, sizes[random() % 6], round % 2 == 0);
      all.push_back(first);
      // To similarities from 1 down to 0.4: a change costs up to five shingles of each.
      for (int copy = 0; copy < 7; ++copy) all.push_back(mutated(first, random() % (first.size() / 16 + 1), random));
    }
    std::shuffle(all.begin(), all.end(), random);
    Texts texts(std::move(all));
    const auto pairs = pairs_of(texts.find(0.85));
    for (std::size_t i = 0; i < texts.texts.size(); ++i) {
      for (std::size_t k = i + 1; k < texts.texts.size(); ++k) {
        const double exact = content::similarity(texts.shingles[i], texts.shingles[k]);
        const bool found = pairs.contains({i, k});
        over += exact > 0.9 ? 1 : 0;
        near_miss += exact > 0.4 && exact < 0.7 ? 1 : 0;
        told += found ? 1 : 0;
        if (exact > 0.9) CHECK_MESSAGE(found, "missed at " << exact << ", " << texts.texts[i].size() << " characters");
        if (exact < 0.7) CHECK_MESSAGE(!found, "told at " << exact << ", " << texts.texts[i].size() << " characters");
      }
    }
  }
  // The sample has something to miss and to tell wrongly.
  CHECK(over > 500);
  CHECK(near_miss > 500);
  CHECK(told > over);
}

TEST_CASE("groups are stars around their first, with their similarity") {
  std::mt19937 random(7);
  const auto first = made_text(random, 1000, true);
  Texts texts(
      {first, made_text(random, 1000, true), first, mutated(first, 8, random), first + made_text(random, 900, true)});
  const auto groups = texts.find(0.85);
  REQUIRE(groups.size() == 1);
  REQUIRE(groups[0].members.size() == 3);
  CHECK(groups[0].members[0].text == 0);
  CHECK(groups[0].members[1].text == 2);
  CHECK(groups[0].members[1].similarity == 1);
  CHECK(groups[0].members[2].text == 3);
  CHECK(groups[0].members[2].similarity > 0.88);
  CHECK(groups[0].members[2].similarity < 1);
  CHECK_FALSE(groups[0].equal);
}

TEST_CASE("texts that all share some boilerplate are not alike, and few are read") {
  std::mt19937 random(11);
  const auto boilerplate = made_text(random, 300, true);
  std::vector<std::u32string> all;
  for (int i = 0; i < 2000; ++i) all.push_back(made_text(random, 700, true) + boilerplate);
  Texts texts(std::move(all));
  CHECK(texts.find(0.85).empty());
  CHECK(texts.read < 100);
}

TEST_CASE("a thousand that are nearly the same are one group, without comparing each with each") {
  std::mt19937 random(13);
  const auto first = made_text(random, 800, true);
  std::vector<std::u32string> all{first};
  for (int i = 0; i < 1000; ++i) all.push_back(mutated(first, 3, random));
  Texts texts(std::move(all));
  const auto groups = texts.find(0.85);
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].members.size() == 1001);
  CHECK(texts.read < 3000);
}

TEST_CASE("one that is asked about is told with the same others") {
  std::mt19937 random(17);
  std::vector<std::u32string> all;
  for (int i = 0; i < 300; ++i)
    all.push_back(i % 3 == 0 ? made_text(random, 600, true) : mutated(all.back(), 4, random));
  Texts texts(std::move(all));
  const auto pairs = pairs_of(texts.find(0.85));
  for (const std::size_t one : {0U, 1U, 50U, 151U, 299U}) {
    std::set<std::pair<std::size_t, std::size_t>> of_one, want;
    for (const auto& p : pairs_of(texts.find(0.85, [&](std::size_t i) { return i == one; })))
      if (p.first == one || p.second == one) of_one.insert(p);
    for (const auto& p : pairs)
      if (p.first == one || p.second == one) want.insert(p);
    CHECK(of_one == want);
  }
}

TEST_CASE("any number of threads finds the same groups") {
  std::mt19937 random(19);
  std::vector<std::u32string> all;
  for (int i = 0; i < 600; ++i)
    all.push_back(i % 5 == 0 ? made_text(random, 60 + random() % 600, i % 2 == 0) : mutated(all.back(), 3, random));
  Texts texts(std::move(all));
  const auto told = [&](unsigned jobs) {
    texts.jobs = jobs;
    std::vector<std::pair<std::size_t, double>> out;
    for (const auto& group : texts.find(0.85))
      for (const auto& member : group.members) out.emplace_back(member.text, member.similarity);
    return out;
  };
  const auto one = told(1);
  CHECK(one.size() > 100);
  CHECK(told(2) == one);
  CHECK(told(7) == one);
}

TEST_CASE("estimates are as good as they are said to be, of short texts too") {
  std::mt19937 random(23);
  for (const std::size_t size : {45U, 90U, 180U, 500U, 2000U}) {
    double squares = 0;
    std::size_t pairs = 0;
    while (pairs < 400) {
      const auto first = made_text(random, size, true);
      const auto second = mutated(first, 1 + size / 60, random);
      const double exact = content::similarity(content::shingles_of(first), content::shingles_of(second));
      if (exact < 0.75) continue;
      const double estimate = content::estimated_similarity(content::sketch_of(first), content::sketch_of(second));
      squares += (estimate - exact) * (estimate - exact);
      CHECK(std::abs(estimate - exact) < 0.17);
      ++pairs;
    }
    CHECK_MESSAGE(std::sqrt(squares / static_cast<double>(pairs)) < 0.036, size);
  }
}
