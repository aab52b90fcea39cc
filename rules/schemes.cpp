#include "rules/schemes.h"

#include <algorithm>
#include <array>

namespace galley::rules {
namespace {

// IANA's registry "Uniform Resource Identifier (URI) Schemes" (RFC 7595) as of September 2026: permanent, provisional
// and historical ones, sorted.
constexpr std::string_view scheme_list =
    "aaa aaas about acap acct acd acr adiumxtra adt aet afp afs agtp aim amss android appdata apt ar ari ark ars at "
    "attachment aw barion bb beshare bitcoin bitcoincash bl blob bluetooth bolo brid browserext cabal caip calculator "
    "callto cap cast casts chrome chrome-extension cid cm coap coap+tcp coap+ws coaps coaps+tcp coaps+ws "
    "com-eventbrite-attendee content content-type crid cstr cttps cvs dab dat data dav dhttp diaspora dict did "
    "dilithium3 dis dlna-playcontainer dlna-playsingle dnp dns dntp doi donau dpp drm drop dtmi dtn dvb dvx dweb ed2k "
    "eid elsi embedded ens esim ethereum example ez facetime fax feed feedready fido file filesystem finger "
    "first-run-pen-experience fish fm ftp fuchsia-pkg gcx gdsi geo gg git gitoid gizmoproject go gopher graph grd "
    "gtalk h323 ham hcap hcp hs20 http https hxxp hxxps hydrazone hyper i0 iax ibi icap icon ilstring im imap info "
    "interaction iotdisco ipfs ipn ipns ipp ipps irc irc6 ircs iris iris.beep iris.lwz iris.xpc iris.xpcs isostore "
    "itms jabber jar jms keyparc lastfm lbry ldap ldaps leaptofrogans lid linkid lorawan lpa lvlt "
    "machineprovisioningprogressreporter magnet mailserver mailto maps market matrix mdoc mdoc-openid4vp message "
    "microsoft.windows.camera microsoft.windows.camera.multipicker microsoft.windows.camera.picker mid mms modem "
    "mongodb moz mqtt mqtts ms-access ms-appinstaller ms-browser-extension ms-calculator ms-drive-to ms-enrollment "
    "ms-excel ms-eyecontrolspeech ms-gamebarservices ms-gamingoverlay ms-getoffice ms-help ms-infopath ms-inputapp "
    "ms-launchremotedesktop ms-lockscreencomponent-config ms-media-stream-id ms-meetnow ms-mixedrealitycapture "
    "ms-mobileplans ms-newsandinterests ms-officeapp ms-people ms-personacard ms-powerpoint ms-project ms-publisher "
    "ms-recall ms-remotedesktop ms-remotedesktop-launch ms-restoretabcompanion ms-screenclip ms-screensketch "
    "ms-search ms-search-repair ms-secondary-screen-controller ms-secondary-screen-setup ms-settings "
    "ms-settings-airplanemode ms-settings-bluetooth ms-settings-camera ms-settings-cellular ms-settings-cloudstorage "
    "ms-settings-connectabledevices ms-settings-displays-topology ms-settings-emailandaccounts ms-settings-language "
    "ms-settings-location ms-settings-lock ms-settings-nfctransactions ms-settings-notifications ms-settings-power "
    "ms-settings-privacy ms-settings-proximity ms-settings-screenrotation ms-settings-wifi ms-settings-workplace "
    "ms-spd ms-stickers ms-sttoverlay ms-transit-to ms-useractivityset ms-uup ms-virtualtouchpad ms-visio ms-walk-to "
    "ms-whiteboard ms-whiteboard-cmd ms-widgetboard ms-widgets ms-word msnim msrp msrps mss mt mtqp mtrust mumble "
    "mupdate musik mvn mvrp mvrps news nfs ni nih nntp nostr notes npamp num ocf oid onenote onenote-cmd "
    "opaquelocktoken openid openpgp4fpr otpauth p1 pack palm paparazzi payment payto pkcs11 pkg platform pop pres "
    "prospero proxy psyc pttp pwid qb query quic-transport redis rediss reload res resource rmi rsync rtmfp rtmp rtsp "
    "rtsps rtspu sarif secondlife secret-token service session sftp sgn shc shelter shttp sieve simpleledger simplex "
    "sip sips skype smb smp sms smtp snews snmp soap.beep soap.beeps soldat spacify spiffe spotify ssb ssh sss "
    "starknet steam stun stuns submit svn swh swid swidpath tag taler teamspeak teapot teapots tel teliaeid telnet "
    "tftp things thismessage thzp tip tn3270 tool tttps turn turns tv udp unreal upn upt urn ust ut2004 uuaid "
    "uuid-in-package v-event vemmi ventrilo ves videotex view-source vnc vscode vscode-insiders vsls w3 wais wasm "
    "wasm-js wcr web+ap web+interaction web3 webcal wifi wpid ws wss wtai wyciwyg xcompute xcon xcon-userid xfire "
    "xftp xmlrpc.beep xmlrpc.beeps xmpp xrcp xri ymsgr z39.50 z39.50r z39.50s ztdnaid";

constexpr std::size_t scheme_count =
    static_cast<std::size_t>(std::count(scheme_list.begin(), scheme_list.end(), ' ')) + 1;

constexpr std::array<std::string_view, scheme_count> split() {
  std::array<std::string_view, scheme_count> names;
  std::size_t begin = 0;
  for (std::string_view& name : names) {
    const std::size_t end = std::min(scheme_list.find(' ', begin), scheme_list.size());
    name = scheme_list.substr(begin, end - begin);
    begin = end + 1;
  }
  return names;
}

constexpr auto registered = split();

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
