"""Defects of markup, and what only looks like one: data of generate_archive.py, which tells what it means."""
from archive_links import both, html, kramdown, md


def line(*texts):
    return [("line", t) for t in texts]


BAD = {
    "MK001": both("<p>«<strong>»要闻</p>", "<div>要闻<p>速递</p>", "<p><a href=\"/\">要闻</p>", "<p><em class=\"x\">要闻</p>", "<p><SPAN>要闻</p>", "<blockquote><p>要闻</p>", "<table><tr><td>一</td></tr>", "<ul><li>要闻</li>", "<p><code>要闻</p>", "<h2>要闻") +
             md("见 <span>要闻。", "见 <b>要闻。", "见 <b>"),
    "MK002": both("<p>要闻«</span>»</p>", "<p>要闻</strong></p>", "</div>", "<p>要闻</p></p>", "<p>要闻</B></p>", "<p>要闻</a></p>", "<ul><li>要闻</li></li></ul>", "</blockquote>", "<h2>要闻«</h3>»") + html("<h2>要</h3>闻</h2>", "<ul><li>要闻<li></li></li></ul>".replace("<li></li>", "<li>速递</li>"), "<table><tr><td>一</td></tr></tbody></tbody></table>") + md("要闻</em>。", "要闻</span>。"),
    "MK003": both("<p><b>要<i>闻</b>速递</i></p>", "<p><strong>要<em>闻</strong>速递</em></p>", "<p><a href=\"/\">要<b>闻</a>速递</b></p>", "<div><span>要闻</div></span>", "<p><B>要<I>闻</b>速递</i></p>") + html("<ul><li><div>要闻<li>速递</div></li></ul>", "<ul><li><span>要闻<li>速递</span></li></ul>", "<dl><dt>甲<dd><div>乙<dt>丙</div></dt></dl>"),
    "MK004": both("<p>«<stock>»600519</stock></p>", "<p><blnk>要闻</blnk></p>", "<boxed>要闻</boxed>", "<p>要闻<BLURB>速递</BLURB></p>", "<p><stock/>要闻</p>".replace("<stock/>", "<stock></stock>")) + md("要闻 <quotation>速递</quotation>。"),
    "MK005": both("«<center>»要闻</center>", "<p><font color=\"red\">要闻</font></p>", "<marquee>要闻</marquee>", "<p><tt>要闻</tt></p>", "<p><BIG>要闻</BIG></p>", "<p><strike>要闻</strike></p>"),
    "MK006": both("<p «align=\"center\"»>要闻</p>", "<table border=\"1\"><tr><td>一</td></tr></table>", "<table><tr><td bgcolor=\"#fff\">一</td></tr></table>", "<p ALIGN=\"right\">要闻</p>", "<table><tr><td VALIGN=\"top\">一</td></tr></table>"),
    "MK007": both("<p class=\"a\" class=\"b\">要闻</p>", "<p id=\"甲\" ID=\"乙\">要闻</p>", "<p><a href=\"/\" href=\"/\">要闻</a></p>", "<p><img src=\"/assets/a.png\" alt=\"图\" alt=\"照\"></p>"),
    "MK008": both("<p id=\"lead\">要闻</p><p id=\"«lead»\">速递</p>", "<p id='lead'>要闻</p><div id=lead>速递</div>".replace("=lead", '="lead"'), "<p><a id=\"甲\"></a>要闻</p><p id=\"甲\">速递</p>", "<p id=\"a&amp;b\">要闻</p><p id=\"a&#38;b\">速递</p>") + kramdown("要闻。\n{: #lead}\n\n速递。\n{: #lead}"),
    "MK009": both("<p>要闻<div>速递</div></p>", "<p><a href=\"/\">要<a href=\"/a\">闻</a></a></p>", "<div><li>要闻</li></div>", "<ul><p>要闻</p></ul>", "<ul>«要闻»</ul>", "<dl><li>要闻</li></dl>", "<p><ul><li>要闻</li></ul></p>", "<p><h2>要闻</h2></p>", "<p><button>要<a href=\"/\">闻</a></button></p>",
                  "<p><span>要<p>闻</p></span></p>") + html("<p>要<hr>闻</p>", "<colgroup><col></colgroup><p>要闻</p>", "<div><dd>要闻</dd></div>", "<p><option>要闻</option></p>", "<div><figcaption>要闻</figcaption></div>", "<div><summary>要闻</summary></div>", "<ul><li><div>要«<li>»闻</li></div></li></ul>", "<dl><dt><div>甲<dd>乙</dd></div></dt></dl>", "<ul><li><div><div><li>要闻</li></div></div></li></ul>", "<h3>要«<h2>»闻</h2>速递</h3>", "<ul><li><section>要闻<li>速递</section></li></ul>", "<dl><p>要闻</p><dt>甲</dt><dd>乙</dd></dl>") + kramdown("要 «<div>»闻</div>", "要 <map name=\"甲\"></map>闻", "要 <SECTION>闻</SECTION>"),
    "MK010": both("<p><iframe src=\"https://example.com/ad\"></iframe></p>", "<script>let a = 1;</script>", "<object data=\"/assets/a.png\"></object>", "<embed src=\"/assets/a.png\">", "<form action=\"/\"><input name=\"q\"></form>", "<SCRIPT SRC=\"https://example.com/a.js\"></SCRIPT>"),
    "MK011": both("<p «onclick=\"track()\"»>要闻</p>", "<p ONMOUSEOVER='a()'>要闻</p>", "<p><img src=\"/assets/a.png\" alt=\"图\" onerror=\"a()\"></p>", "<div onload=\"a()\">要闻</div>", "<p><a href=\"/\" onclick=\"return false\">要闻</a></p>"),
    "MK012": both("<p style=\"color:red\">要闻</p>", "<style>p { color: red }</style>", "<p STYLE='margin:0'>要闻</p>", "<p><span style=\"font-weight:bold\">要闻</span></p>"),
    "MK013": both("<p style=\"display:none\">广告</p>", "<p style=\"DISPLAY : None !important\">广告</p>", "<div style=\"visibility:hidden\">广告</div>", "<p style=\"font-size:0\">广告</p>", "<p style=\"color:red;display:none;\">广告</p>", "<p hidden>广告</p>".replace("hidden>", "hidden=\"\">"), "<p><span style=\"display:none\">广告</span>要闻</p>",
                  "<div style=\"width:0;height:0;overflow:hidden\">广告</div>", "<p style=\"opacity:0\">广告</p>", "<p style=\"position:absolute;left:-9999px\">广告</p>"),
    "MK014": both("<p></p>", "<p> </p>", "<p>&nbsp;</p>", "<p>要<strong></strong>闻</p>", "<h2></h2>", "<ul><li></li></ul>", "<p>要<em> </em>闻</p>", "<h3><span></span></h3>", "<p>要<b></b>闻</p>"),
    "MK015": both("<p>要闻<br><br>速递</p>", "<p>要闻<br /><br />速递</p>", "<p>要闻<br>\n<br>\n<br>速递</p>", "<p>要闻<BR><BR>速递</p>"),
    "MK016": both("<h2>要闻</h2><p>甲。</p><h4>速递</h4><p>乙。</p>", "<h2>要闻</h2><p>甲。</p><h5>速递</h5><p>乙。</p>") + md("## 要闻\n\n甲。\n\n#### 速递\n\n乙。", "要闻\n----\n\n甲。\n\n##### 速递\n\n乙。"),
    "MK017": both("<p>甲«&nbsp»乙</p>", "<p>甲&nbps;乙</p>", "<p>甲&#0;乙</p>", "<p>甲&#xD800;乙</p>", "<p>甲&copy乙</p>", "<p>甲&#169乙</p>", "<p>甲&#x110000;乙</p>", "<p>甲&Nbsp;乙</p>", "<p>甲&hellipp;乙</p>", "<p>甲&#xyz;乙</p>", "<p title=\"甲&nbps;乙\">要闻</p>", "<p>甲&#x80;乙</p>", "<p>甲«&rdquo»乙</p>", "<p>甲«&hellip» 乙</p>") + md("甲&mdash乙。", "甲&nbsp乙。", "甲&nbps;乙。", "甲&#x110000;乙。", "甲&#0;乙。"),
    "MK018": html("<p>甲 «<»乙</p>", "<p>甲<3 乙</p>", "<p>甲<，乙</p>", "<p>甲<=乙</p>", "<p>甲<>乙</p>"),
    "MK019": both("<!-- 广告位 -->", "<p>要<!-- EM_StockImg_Start -->闻</p>", "<!--\n备注\n-->", "<p>要闻<!----></p>".replace("<!---->", "<!-- x -->")),
    "MK020": both("<p>要<!-- a --!>闻</p>", "<p>要<! 注>闻</p>", "<p>要<!-->闻</p>", "<p>要闻<?php echo ?></p>") + [("tail", "<!-- 没有结束\n")] + line("<p>要闻</p>«<!--» 没有结束<p>速递</p>"),
    "MK021": both("<table>要闻<tr><td>一</td></tr></table>", "<table><tr><td>一</td></tr>要闻</table>", "<table><tr>要闻<td>一</td></tr></table>", "<table><p>要闻</p><tr><td>一</td></tr></table>", "<table><tr><td>一</td></tr><div>要闻</div></table>", "<table><tbody><tr><td>一</td></tr><strong>要闻</strong></tbody></table>"),
    "MK022": line("<p><a id=\"甲\"/>要闻</p>", "<div><p>要<span/>闻</p></div>", "<table><tr><td/></tr></table>") + html("«<div/>»", "<p><span/>要闻</p>", "<p><a id=\"甲\" />要闻</p>", "<p>要<strong/>闻</p>", "<p>要<i class=\"icon\" />闻</p>"),
    "MK023": both("<p class=\"a\"id=\"甲\">要闻</p>", "<p class=>要闻</p>", "<p class=\"a\"\">要闻</p>", "<p =\"a\">要闻</p>", "<p cla\"ss=\"a\">要闻</p>", "<p class=a\"b>要闻</p>", "<p><a title=\"/ class=\"甲\">要闻</a></p>", "<p class=\"a\" = \"b\">要闻</p>".replace("= \"b\"", "=\"b\""), "<p title=a'b>要闻</p>") + html("<p><a «href=http://example.com/a\"»>要闻</a></p>"),
    "MK024": both("<p>{% if site.x %}要闻</p>", "<p>{{ site.x 要闻</p>", "<p>{% for a in site.x %}要闻{% endif %}</p>", "<p>要闻{% endif %}</p>", "<p>{% if site.x %}{% for a in b %}要闻{% endif %}{% endfor %}</p>", "<p>{% if site.x 要闻</p>", "<p>{% raw %}要闻</p>", "<p>{% if a %}要{% for b in c %}闻{% endif %}</p>", "{% comment %}要闻", "<p>{% unless a %}要闻{% endif %}</p>", "{% highlight ruby %}\nputs 1\n"),
    "MK025": line("<p>«**要闻**»速递</p>", "<p>见[报告](https://example.com/)。</p>", "<p>见`代码`。</p>", "<div>\n# 要闻\n</div>", "<div>\n- 要闻\n- 速递\n</div>", "<p>见![图](/assets/a.png)。</p>", "<p>要__闻__速递</p>".replace("要__闻__", "要闻 __速__ "), "<table><tr><td>**一**</td></tr></table>"),
    "MK027": md("```\n代码\n", "~~~ ruby\n代码\n", "```\n代码\n``\n", "```\n代码\n~~~\n"),
    "MK028": html("<div>" * 600 + "要闻" + "</div>" * 600, "<b>" * 700 + "要闻" + "</b>" * 700, "<ul><li>" * 300 + "要闻" + "</li></ul>" * 300) + md("<div>" * 600 + "要闻" + "</div>" * 600),
    "MK029": both("<p><strong>一、要闻速递</strong></p>", "<p><b>要闻速递</b></p>") + md("**要闻速递**", "__要闻速递__"),
    "MK030": md("`${{ github.ref }}`", "```\n{{ page.title }}\n```", "用 `{% include a.html %}` 一词".replace("include a.html", "assign a = 1"), "    {{ page.title }}\n") + both("<p><code>{{ page.title }}</code></p>", "<pre>{{ site.title }}</pre>", "<pre><code>{% if a %}要闻{% endif %}</code></pre>"),
    "MK031": kramdown("甲 | 乙", "要闻 | 速递 | 快讯", "[甲](/) | [乙](/)"),
}

GOOD = {
    "MK001": html("<ul><li>要闻<li>速递</ul>", "<p>要闻<p>速递", "<table><tr><td>一<td>二</table>", "<p>要闻<br>速递<img src=\"/assets/a.png\" alt=\"\"><wbr>。</p>", "<dl><dt>甲<dd>乙</dl>") + both("<p>要闻</P>", "<P>要闻</p>", "<p><strong>要闻</strong\n></p>") + md("`<strong>`要闻。", "    <strong>要闻\n", "```\n<div>\n```"),
    "MK002": html("<table><tr><td>一</td></tr></tbody></table>", "<ul><li>要<ul><li>闻</li></ul></li></ul>", "<table><tr><td><table><tr><td>一</td></tr></tbody></table></td></tr></tbody></table>") + both("<p>要闻</p>", "<pre><code>&lt;/span&gt;</code></pre>") + md("`</span>`要闻。", "    </span>\n"),
    "MK003": both("<p><b>要<i>闻</i></b>速递</p>", "<div><span>要闻</span></div>"),
    "MK004": both("<p><my-stock>600519</my-stock></p>", "<details><summary>要闻</summary><p>速递。</p></details>", "<p><mark>要</mark><kbd>闻</kbd><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", "<svg viewBox=\"0 0 1 1\"><circle r=\"1\"></circle></svg>", "<p><bdi>要</bdi><bdo dir=\"rtl\">闻</bdo><data value=\"1\">一</data></p>", "<dialog>要闻</dialog>", "<search>要闻</search>", "<hgroup><h2>要闻</h2></hgroup>", "<math><mi>x</mi></math>"),
    "MK005": both("<p><s>要</s><u>闻</u><small>速</small><b>递</b><i>快</i></p>") + md("`<center>`要闻。"),
    "MK006": both("<p data-align=\"x\">要闻</p>", "<p><img src=\"/assets/a.png\" alt=\"图\" width=\"3\" height=\"4\"></p>", "<ol start=\"3\" type=\"a\"><li>要闻</li></ol>", "<table><tr><td colspan=\"2\" rowspan=\"1\">一</td></tr></table>"),
    "MK007": both("<p class=\"a\" data-class=\"b\">要闻</p>", "<p title=\"class='a' class='b'\" class=\"a\">要闻</p>"),
    "MK008": both("<p id=\"lead\">要闻</p><p id=\"Lead\">速递</p>", "<p id=\"a\">要闻</p><p data-id=\"a\">速递</p>", "<p>{% if a %}<span id=\"a\">要</span>{% else %}<span id=\"a\">闻</span>{% endif %}</p>"),
    "MK009": both("<div><p>要闻</p></div>", "<ul><li><p>要闻</p></li></ul>", "<ul><li>要<ul><li>闻</li></ul></li></ul>", "<p><a href=\"/\"><strong>要闻</strong></a></p>", "<blockquote><p>要闻</p></blockquote>", "<dl><div><dt>甲</dt><dd>乙</dd></div></dl>", "<p><del>要</del><ins>闻</ins></p>", "<menu><li>要闻</li></menu>", "<figure><figcaption><p>要闻</p></figcaption></figure>", "<p><button>要闻</button></p>", "<ul><!-- x --><li>要闻</li></ul>"),
    "MK010": both("<p>script 与 iframe</p>".replace(" 与 ", " "), "<video src=\"/assets/a.png\"></video>"),
    "MK011": both("<p data-onclick=\"a\">要闻</p>", "<p one=\"a\">要闻</p>", "<p title=\"onclick=a()\">要闻</p>"),
    "MK012": both("<p data-style=\"x\">要闻</p>") + md("`<p style=\"x\">`要闻。"),
    "MK013": both("<p style=\"display:block\">要闻</p>", "<p style=\"color:#000\">要闻</p>", "<p style=\"max-height:0.5em\">要闻</p>", "<p class=\"hidden-xs\">要闻</p>", "<p title=\"display:none\">要闻</p>", "<p style=\"visibility:visible;opacity:0.9\">要闻</p>", "<p style=\"margin:0;padding:0;border:0\">要闻</p>", "<details><summary>要闻</summary>速递</details>"),
    "MK014": both("<p class=\"ad\"></p>", "<p id=\"甲\"></p>", "<table><tr><td></td></tr></table>", "<p><img src=\"/assets/a.png\" alt=\"\"></p>", "<p>要<i class=\"icon\"></i>闻</p>", "<ul><li><img src=\"/assets/a.png\" alt=\"图\"></li></ul>", "<p>{{ site.x }}</p>", "<p><iframe src=\"https://example.com/\"></iframe></p>", "<p>0</p>", "<p><input type=\"text\"></p>", "<p><video src=\"/assets/a.png\"></video></p>", "<p><span id=\"quote_1\"></span>要闻</p>"),
    "MK015": both("<p>要闻<br>速递<br>快讯</p>", "<pre>要闻<br><br>速递</pre>"),
    "MK016": both("<h2>要闻</h2><h3>速递</h3><h2>快讯</h2>", "<h4>要闻</h4><h2>速递</h2>") + md("# 要闻\n\n## 速递\n\n# 快讯"),
    "MK017": both("<p>甲&nbsp;乙&amp;丙&#169;丁&#xA9;戊&hellip;</p>", "<p>Q&amp;A</p>", "<p>甲 & 乙</p>", "<p>Q&A</p>", "<p><a href=\"/?a=1&b=2\">要闻</a></p>", "<p><a href=\"/?a=1&copy=2\">要闻</a></p>", "<p><a href=\"/?a=1&euro\">要闻</a></p>", "<p>/a?b=1&euro=2</p>", "<p>甲&&乙</p>", "<p>甲 &# 乙</p>".replace("<p>甲 &# 乙</p>", "<p>C&O</p>")) + md("`&nbps;`要闻。", "    &nbps;\n", "R&D 与 AT&T".replace(" 与 ", " ")),
    "MK018": both("<p>a & b</p>", "<p>甲 > 乙</p>", "<p>1 &lt; 2</p>", "<p title=\"a < b\">要闻</p>", "<p>->要闻</p>") + md("`a < b`要闻。", "    a < b\n", "甲 < 乙。", "甲 <3 乙。"),
    "MK019": both("<!--more-->".replace("more", "more"), "<p>要闻<!-- galley-disable MK019 --></p>".replace("<!-- galley-disable MK019 -->", "")) + md("`<!-- x -->`要闻。"),
    "MK020": both("<p>要<!-- a - b -- c -->闻</p>", "<!-- a > b -->", "<p>&lt;!-- 要闻</p>") + md("`<!-- `要闻。"),
    "MK021": both("<table>\n<tr>\n<td>一</td>\n</tr>\n</table>", "<table><caption>要闻</caption><tr><td>一</td></tr></table>", "<table><colgroup><col></colgroup><thead><tr><th>一</th></tr></thead></table>", "<table><!-- x --><tr><td>一</td></tr></table>", "<table>{% tablerow a in b cols:2 %}要闻{% endtablerow %}</table>", "<table>{% for a in b %}<tr><td>一</td></tr>{% endfor %}</table>"),
    "MK022": kramdown("<div/>", "要<span/>闻", "<a name=\"甲\"/>要闻") + both("<p>要<br/>闻<img src=\"/assets/a.png\" alt=\"\"/><hr/></p>".replace("<hr/>", ""), "<svg><circle r=\"1\"/></svg>", "<math><mspace/></math>"),
    "MK023": both("<p class='a' id=\"甲\" data-x=\"a'b\">要闻</p>", "<p title=\"a=b\">要闻</p>", "<p class = \"a\">要闻</p>", "<p title=\"甲\n乙\">要闻</p>", "<p\nclass=\"a\"\n>要闻</p>", "<p><img src=\"/assets/a.png\" alt=\"\"/></p>") + html("<p class=a id=b>要闻</p>", "<p hidden class=x>要闻</p>".replace("hidden ", "draggable ")),
    "MK024": both("<p>{% if site.x %}要闻{% endif %}</p>", "<p>{% raw %}{% if %}{{ {% endraw %}</p>", "{% comment %}要闻{% endcomment %}", "<p>{{ site.x | default: \"}}\" }}</p>".replace("\"}}\"", "\"x\""), "<p>{%- if a -%}要闻{%- endif -%}</p>", "<p>100% {甲} }} %}</p>", "{% highlight ruby %}\nputs 1\n{% endhighlight %}", "<p>{% for a in b %}{% if a %}要{% elsif c %}闻{% else %}速{% endif %}{% endfor %}</p>"),
    "MK025": both("<p>2 * 3 * 4</p>", "<p>a_b_c</p>", "<p>#1 与 C#</p>".replace(" 与 ", " "), "<p><code>**要闻**</code></p>", "<p>**</p>", "<p>[1] 要闻 (注)</p>", "<pre>**要闻**</pre>", "<script>let a = \"**b**\";</script>") + kramdown("<div markdown=\"1\">\n**要闻**\n</div>", "<p markdown=\"1\">**要闻**</p>") + md("<span>**要闻**</span>速递"),
    "MK027": md("```\n代码\n```\n", "~~~\n```\n~~~\n", "````\n```\n````\n", "``` 代码 ```"),
    "MK028": html("<div>" * 200 + "要闻" + "</div>" * 200),
    "MK029": both("<p><strong>一、要闻。</strong>速递</p>", "<p><strong>要闻</strong>与<strong>速递</strong></p>") + md("**要闻**速递"),
    "MK030": md("`{% raw %}${{ github.ref }}{% endraw %}`", "{% raw %}\n```\n{{ page.title }}\n```\n{% endraw %}", "`{ { a } }`", "`{a}`", "要闻 {{ site.x }} 速递"),
    "MK031": md("`甲 | 乙`", "甲｜乙", "甲 \\| 乙", "| 甲 | 乙 |\n|---|---|\n| 一 | 二 |", "    甲 | 乙\n"),
}
ALSO = {
    "MK013": {"MK012"},  # a style that hides is an inline style too, for those who ask
    "MK017": {"TX009"},  # what stands there for readers is Latin
    "MK025": {"LK015"},  # for those who ask for bare URLs, one in brackets is one
}

# Under CommonMark and GFM: emphasis that stays asterisks beside punctuation.
COMMONMARK_BAD = {
    "MK026": md("**（一）要闻。**速递", "要闻**“速递”**快讯", "见 **要闻 **速递", "*（要闻）*速递", "要闻**（速递）**快讯", "** 要闻**速递", "**要闻：**速递", "~~x~~ **《要闻》**速递"),
    "MK022": md("<div/>\n\n要闻"),
    "MK023": md("见 «<span class=\"a\"id=\"乙\">»要闻</span>。", "见 <em class=>要闻</em>。", "见 <a href=\"/\" title=\"甲\"x>要闻</a>。", "见 <b =x>要闻</b>。"),
}
COMMONMARK_GOOD = {
    "MK026": md("**要闻**速递", "要闻**速递**。", "2 * 3 * 4", "`**要闻。**速`", "\\*\\*要闻\\*\\*", "**要闻。** 速递", "**要闻**，速递", "* 要闻\n* 速递", "- **要闻。**", "a * b", "5*3", "**注**", "（**要闻**）"),
    "MK022": md("要<br/>闻"),
    "MK023": md("`<span class=\"a\"id=\"乙\">`", "见 \\<span class=>。", "    <span class=>\n", "1 <b 2 c> 3", "<https://example.com/>"),
}
