#include "rules/schemes.h"

#include <algorithm>
#include <array>

namespace galley::rules {
namespace {

// IANA's registry "Uniform Resource Identifier (URI) Schemes" (RFC 7595): permanent, provisional and historical ones.
constexpr std::array<std::string_view, 352> registered{
    "aaa", "aaas", "about", "acap", "acct", "acr", "adiumxtra", "afp", "afs", "aim", "amss", "android", "appdata",
    "apt", "ar", "ari", "ark", "attachment", "aw", "barion", "bb", "beshare", "bitcoin", "bitcoincash", "blob",
    "bolo", "brid", "browserext", "cabal", "calculator", "callto", "cap", "casts", "chrome", "chrome-extension",
    "cid", "coap", "coaps", "com-eventbrite-attendee", "content", "conti", "crid", "cstr", "cvs", "dat", "data",
    "dav", "dhttp", "dict", "did", "dis", "dlna-playcontainer", "dlna-playsingle", "dns", "dntp", "drm", "drop",
    "dtmi", "dtn", "dvb", "dvx", "dweb", "ed2k", "eid", "elsi", "embedded", "ens", "ethereum", "etl", "example",
    "facetime", "fax", "feed", "feedready", "file", "filesystem", "finger", "fish", "fm", "ftp", "fuchsia-pkg", "geo",
    "gg", "git", "gitoid", "gizmoproject", "go", "gopher", "grd", "gtalk", "h323", "ham", "haxe", "hcap", "hcp",
    "hs20", "http", "https", "hxxp", "hxxps", "hyper", "iax", "icap", "icon", "im", "imap", "info", "iotdisco",
    "ipfs", "ipn", "ipns", "ipp", "ipps", "irc", "irc6", "ircs", "iris", "iris.beep", "iris.lwz", "iris.xpc",
    "iris.xpcs", "isostore", "itms", "jabber", "jar", "jms", "keyparc", "lastfm", "lbry", "ldap", "ldaps",
    "leaptofrogans", "lorawan", "lpa", "lvlt", "machineprovisioningprogressreporter", "magnet", "mailserver",
    "mailto", "maps", "market", "matrix", "message", "microsoft.windows.camera",
    "microsoft.windows.camera.multipicker", "microsoft.windows.camera.picker", "mid", "mms", "modem", "mongodb",
    "ms-access", "ms-calculator", "ms-drive-to", "ms-enrollment", "ms-excel", "ms-gamebarservices", "ms-getoffice",
    "ms-help", "ms-infopath", "ms-launchremotedesktop", "ms-media-stream-id", "ms-meetingpreview", "ms-meetnow",
    "ms-newsandinterests", "ms-personacard", "ms-powerpoint", "ms-project", "ms-publisher", "ms-remotedesktop",
    "ms-remotedesktop-launch", "ms-screensketch", "ms-search-repair", "ms-secondary-screen-controller",
    "ms-secondary-screen-setup", "ms-settings", "ms-settings-airplanemode", "ms-settings-bluetooth",
    "ms-settings-camera", "ms-settings-cellular", "ms-settings-cloudstorage", "ms-settings-connectabledevices",
    "ms-settings-displays-topology", "ms-settings-emailandaccounts", "ms-settings-language", "ms-settings-location",
    "ms-settings-lock", "ms-settings-nfctransactions", "ms-settings-notifications", "ms-settings-power",
    "ms-settings-privacy", "ms-settings-proximity", "ms-settings-screenrotation", "ms-settings-wifi",
    "ms-settings-workplace", "ms-spd", "ms-transit-to", "ms-visio", "ms-walk-to", "ms-word", "msnim", "msrp", "msrps",
    "mss", "mt", "mtqp", "mumble", "mupdate", "mvn", "mvrp", "mvrps", "navigation", "news", "nfs", "ni", "nih",
    "nntp", "nostr", "notes", "ocf", "oid", "onenote", "onenote-cmd", "opaquelocktoken", "openid", "openpgp4fpr",
    "p1", "pack", "palm", "paparazzi", "payment", "pkcs11", "platform", "pop", "pres", "prospero", "proxy", "prql",
    "psyc", "pttp", "pwid", "qb", "query", "quic-transport", "redis", "rediss", "reload", "res", "resource", "rmi",
    "rsync", "rtmfp", "rtmp", "rtsp", "rtsps", "rtspu", "sarif", "secondlife", "secret-token", "service", "session",
    "sftp", "sgn", "shc", "shelter", "shttp", "sieve", "signal-desktop", "simpleledger", "simplex", "sip", "sips",
    "skype", "smb", "smp", "sms", "smtp", "snews", "snmp", "soap.beep", "soap.beeps", "soldat", "spiffe", "spotify",
    "ssb", "ssh", "starknet", "steam", "stun", "stuns", "submit", "svn", "swh", "swid", "swidpath", "tag", "taler",
    "teamspeak", "teapot", "teapots", "tel", "teliaeid", "telnet", "tezos", "tftp", "things", "thismessage", "tip",
    "tn3270", "tool", "turn", "turns", "tv", "udp", "unreal", "upn", "upt", "urn", "ut2004", "uuid-in-package",
    "v-event", "vemmi", "ventrilo", "videotex", "view-source", "vnc", "vscode", "vscode-insiders", "vsls", "w3",
    "wais", "wasm", "wasm-js", "wcr", "web3", "webcal", "wifi", "wpid", "ws", "wss", "wtai", "wyciwyg", "xcon",
    "xcon-userid", "xfire", "xmlrpc.beep", "xmlrpc.beeps", "xmpp", "xri", "ymsgr", "z39.50", "z39.50r", "z39.50s"};

static_assert(std::is_sorted(registered.begin(), registered.end()));

// Whether one edit makes `a` of `b`: a character more, less or another, or two neighbours exchanged.
bool one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t i = 0;
  while (i < a.size() && a[i] == b[i]) ++i;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (i >= a.size()) return false;
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] && a.substr(i + 2) == b.substr(i + 2);
}

}  // namespace

bool is_registered_scheme(std::string_view scheme) {
  return std::binary_search(registered.begin(), registered.end(), scheme) || scheme.starts_with("web+");
}

std::string_view scheme_meant(std::string_view scheme) {
  for (const std::string_view known : {"https", "http", "mailto", "ftp", "tel", "javascript"})
    if (one_edit(scheme, known)) return known;
  return {};
}

}  // namespace galley::rules
