export interface LaunchOptions {
  /** The port of the proxy on 127.0.0.1, through which all requests go except those for this computer. */
  readonly proxyPort: number
  /** The SPKI hash of the authority that signs the proxy's certificate, in base64. */
  readonly trustedKey: string
  /** A new folder that only this account can read. */
  readonly profile: string
  /** Whether this account is root. Chromium’s sandbox does not work for root. */
  readonly isRoot: boolean
}

/**
 * Features with which Chromium acts by itself, in addition to a person’s pages: updates, reports, suggestions, upgrades
 * to https.
 */
const unwanted = [
  'AutofillServerCommunication',
  'BackForwardCache',
  'CertificateTransparencyComponentUpdater',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'InterestFeedContentSuggestions',
  'MediaRouter',
  'OptimizationHints',
  // A process for a page that may never come.
  'SpareRendererForSitePerProcess',
  'Translate',
]

/**
 * Returns Chromium's command line. No request leaves the computer except through the proxy: even link-local addresses
 * go there, names are resolved only for loopback, and WebRTC sends nothing past the proxy.
 */
export function launchArguments({ proxyPort, trustedKey, profile, isRoot }: LaunchOptions): readonly string[] {
  return [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(isRoot ? ['--no-sandbox'] : []),
    `--proxy-server=http://127.0.0.1:${proxyPort}`,
    // The first entry removes Chromium’s own list, which also contains link-local addresses.
    '--proxy-bypass-list=<-loopback>;localhost;*.localhost;127.0.0.0/8;[::1]',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.*, EXCLUDE [::1]',
    `--ignore-certificate-errors-spki-list=${trustedKey}`,
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--disable-quic',
    // One process for the pages of all sites, because most of the time of a drive is the start of such processes.
    '--renderer-process-limit=1',
    '--disable-site-isolation-trials',
    `--disable-features=${unwanted.join(',')}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-background-networking',
    '--disable-breakpad',
    '--disable-client-side-phishing-detection',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-sync',
    '--hide-scrollbars',
    '--metrics-recording-only',
    '--mute-audio',
    '--password-store=basic',
    '--use-mock-keychain',
    '--window-size=1200,900',
    'about:blank',
  ]
}

/**
 * Returns the environment for Chromium: the variables that a browser needs from the user's environment, and no
 * credentials. Only listed variables are passed on, because any other variable can be a secret. The folders for
 * Chromium's configuration and caches are the profile too, because Chromium writes crash reports and caches there.
 */
export function launchEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  profile: string,
): Record<string, string> {
  const passed =
    /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|XDG_\w+|DISPLAY|WAYLAND_DISPLAY|DBUS_SESSION_BUS_ADDRESS|FONTCONFIG_\w+|LD_LIBRARY_PATH|SystemRoot|SystemDrive|windir|USERPROFILE|USERNAME|APPDATA|LOCALAPPDATA|ProgramData|ProgramFiles|ProgramFiles\(x86\)|ComSpec|PATHEXT)$/i
  const own = Object.entries(given).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && passed.test(entry[0]),
  )
  return { ...Object.fromEntries(own), XDG_CONFIG_HOME: profile, XDG_CACHE_HOME: profile }
}
