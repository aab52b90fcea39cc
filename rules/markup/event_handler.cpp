#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/markup/markup.h"
#include "rules/rule.h"

namespace galley::rules::MK011 {
namespace {

constexpr RuleInfo info{
    .code = "MK011",
    .name = "event-handler",
    .summary = "an `on…` attribute, which runs a script",
    .level = Level::warning,
    .fix = FixGrade::unsafe,
};

constexpr std::string_view documentation = R"md(
An attribute that runs a script when something happens, such as `onclick`. In a post that was taken from elsewhere it calls
functions that this site does not have, or does for another's sake what readers did not ask for. A content security
policy forbids it.

The fix deletes the attribute.

```bad body path=_posts/2022-06-10-example.html
<p onclick="track()" class="lead">要闻</p>
```
```fixed body
<p class="lead">要闻</p>
```
```good body path=_posts/2022-06-10-example.html
<p class="lead" data-on="x">要闻</p>
```
)md";

// HTML's event handler content attributes (8.1.8.2), those of touch, pointer, animation and clipboard events, and those
// that browsers knew before. Sorted, without their `on`.
constexpr std::array<std::string_view, 130> events{"abort",
                                                   "activate",
                                                   "afterprint",
                                                   "animationcancel",
                                                   "animationend",
                                                   "animationiteration",
                                                   "animationstart",
                                                   "auxclick",
                                                   "beforecopy",
                                                   "beforecut",
                                                   "beforeinput",
                                                   "beforematch",
                                                   "beforepaste",
                                                   "beforeprint",
                                                   "beforetoggle",
                                                   "beforeunload",
                                                   "begin",
                                                   "blur",
                                                   "bounce",
                                                   "cancel",
                                                   "canplay",
                                                   "canplaythrough",
                                                   "change",
                                                   "click",
                                                   "close",
                                                   "command",
                                                   "contextlost",
                                                   "contextmenu",
                                                   "contextrestored",
                                                   "copy",
                                                   "cuechange",
                                                   "cut",
                                                   "dblclick",
                                                   "drag",
                                                   "dragend",
                                                   "dragenter",
                                                   "dragexit",
                                                   "dragleave",
                                                   "dragover",
                                                   "dragstart",
                                                   "drop",
                                                   "durationchange",
                                                   "emptied",
                                                   "end",
                                                   "ended",
                                                   "error",
                                                   "finish",
                                                   "focus",
                                                   "focusin",
                                                   "focusout",
                                                   "formdata",
                                                   "gotpointercapture",
                                                   "hashchange",
                                                   "input",
                                                   "invalid",
                                                   "keydown",
                                                   "keypress",
                                                   "keyup",
                                                   "languagechange",
                                                   "load",
                                                   "loadeddata",
                                                   "loadedmetadata",
                                                   "loadend",
                                                   "loadstart",
                                                   "lostpointercapture",
                                                   "message",
                                                   "messageerror",
                                                   "mousedown",
                                                   "mouseenter",
                                                   "mouseleave",
                                                   "mousemove",
                                                   "mouseout",
                                                   "mouseover",
                                                   "mouseup",
                                                   "mousewheel",
                                                   "offline",
                                                   "online",
                                                   "pagehide",
                                                   "pagereveal",
                                                   "pageshow",
                                                   "pageswap",
                                                   "paste",
                                                   "pause",
                                                   "play",
                                                   "playing",
                                                   "pointercancel",
                                                   "pointerdown",
                                                   "pointerenter",
                                                   "pointerleave",
                                                   "pointermove",
                                                   "pointerout",
                                                   "pointerover",
                                                   "pointerup",
                                                   "popstate",
                                                   "progress",
                                                   "propertychange",
                                                   "ratechange",
                                                   "readystatechange",
                                                   "rejectionhandled",
                                                   "repeat",
                                                   "reset",
                                                   "resize",
                                                   "scroll",
                                                   "scrollend",
                                                   "search",
                                                   "securitypolicyviolation",
                                                   "seeked",
                                                   "seeking",
                                                   "select",
                                                   "selectionchange",
                                                   "selectstart",
                                                   "show",
                                                   "slotchange",
                                                   "stalled",
                                                   "start",
                                                   "storage",
                                                   "submit",
                                                   "suspend",
                                                   "timeupdate",
                                                   "toggle",
                                                   "touchcancel",
                                                   "touchend",
                                                   "touchmove",
                                                   "touchstart",
                                                   "transitionend",
                                                   "unhandledrejection",
                                                   "unload",
                                                   "volumechange",
                                                   "waiting",
                                                   "wheel"};

class EventHandler final : public Rule {
 public:
  Interest interest() const override { return {.every_element = true}; }

  void element(Context& ctx, const body::Node& node) override {
    if (node.attribute_count == 0 || is_copy(node)) return;
    for (const body::Attribute& a : ctx.document().attributes(node)) {
      if (a.name.size() < 5 || a.name[0] != 'o' || a.name[1] != 'n') continue;
      const std::string_view event = a.name.substr(2);
      if (!std::binary_search(events.begin(), events.end(), event)) continue;
      const Span at = attribute_place(ctx, a);
      Finding& f = ctx.report(
          at, fmt::format("`{}` runs a script; delete the attribute, or let the site's own script see to it.", a.name));
      if (ctx.document().html().segment_at(a.name_at.begin).origin == Origin::copied)
        f.fix = Fix{FixGrade::unsafe, fmt::format("Delete `{}`", a.name), {{attribute_deletion(ctx.source(), at), ""}}};
    }
  }
};

}  // namespace

GALLEY_RULE(MK011, info, documentation, EventHandler);

}  // namespace galley::rules::MK011
