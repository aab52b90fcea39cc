#!/usr/bin/python3
"""Every post of the corpora as JSON keeps to its schema, in all three shapes, by npm's ajv
(`npm install --prefix build/oracles ajv ajv-formats`, or where GALLEY_NODE_MODULES says); the shapes of others are written here from their specifications."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

root, program = os.environ["GALLEY_ROOT"], os.environ["GALLEY_BIN"]
modules = os.path.abspath(os.environ.get("GALLEY_NODE_MODULES") or os.environ.get("GALLEY_ROOT", ".") + "/build/oracles/node_modules")
corpus = os.path.join(root, "..", "shared", "corpus")
if not shutil.which("node") or not os.path.isdir(modules + "/ajv") or not os.path.isdir(modules + "/ajv-formats"):
    print("skipped: needs node, and npm install --prefix build/oracles ajv ajv-formats")
    sys.exit(77)
if not os.path.isdir(corpus):
    print("skipped: the sample posts are not here")
    sys.exit(77)

WHEN = {"type": "string", "format": "date-time"}
TEXT = {"type": "string"}
# https://www.jsonfeed.org/version/1.1/#items
FEED = {"type": "object", "required": ["id"], "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
        "additionalProperties": False,
        "properties": {"id": TEXT, "url": {"type": "string", "format": "uri"}, "external_url": {"type": "string", "format": "uri"},
                       "title": TEXT, "content_html": TEXT, "content_text": TEXT, "summary": TEXT, "image": TEXT, "banner_image": TEXT,
                       "date_published": WHEN, "date_modified": WHEN, "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
                       "language": {"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$"}}}
# https://github.com/allenai/dolma/blob/main/docs/data-format.md
DOLMA = {"type": "object", "required": ["id", "text", "source"], "additionalProperties": False,
         "properties": {"id": TEXT, "text": TEXT, "source": TEXT, "added": {"anyOf": [WHEN, {"type": "null"}]},
                        "created": {"anyOf": [WHEN, {"type": "null"}]}, "metadata": {"type": "object"}}}
CHECK = """
const Ajv = require(process.argv[2] + '/ajv'), formats = require(process.argv[2] + '/ajv-formats'), fs = require('fs');
const ajv = new Ajv({allErrors: true}); formats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(process.argv[3])));
let n = 0, bad = 0;
for (const line of fs.readFileSync(process.argv[4], 'utf8').split('\\n')) {
  if (!line) continue;
  n++;
  const post = JSON.parse(line);
  if (!validate(post) && ++bad <= 5) console.log(post.path || post.id, JSON.stringify(validate.errors).slice(0, 500));
}
console.log(n + ' posts, ' + bad + ' bad');
process.exit(bad || !n ? 1 : 0);
"""
failed = False
with tempfile.TemporaryDirectory() as work:
    with open(work + "/check.js", "w") as f:
        f.write(CHECK)
    for name, schema in (("jsonfeed", FEED), ("dolma", DOLMA)):
        with open("%s/%s.schema" % (work, name), "w") as f:
            json.dump(schema, f)
    shutil.copy(root + "/core/exporters/json/post.schema.json", work + "/galley.schema")
    fields = "id,path,url,source_url,title,date_published,date_modified,language,layout,categories,tags,front_matter,content_text," \
             "content_markdown,content_html,headings,links,images,char_count,word_count,sha256,verify,findings"
    for name in ("galley", "galley-all", "jsonfeed", "dolma"):
        out = "%s/%s.jsonl" % (work, name)
        more = ["--fields", fields] if name == "galley-all" else ["--schema", name]
        schema = name.split("-")[0]
        run = subprocess.run([program, "convert", corpus, "--to", "json", "-o", out, "-q", "--base-url", "https://x.example", *more],
                             capture_output=True)
        got = subprocess.run(["node", work + "/check.js", modules, "%s/%s.schema" % (work, schema), out], capture_output=True, text=True)
        print("%s: %s" % (name, (got.stdout + got.stderr).strip()[:3000]))
        failed |= got.returncode != 0
sys.exit(failed)
