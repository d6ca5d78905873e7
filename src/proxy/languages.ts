/** The facts about a language whose programs send their requests through the proxy. */
export interface LanguageFacts {
  /** The name as people write it. */
  readonly name: string
  /** What to change when a program’s requests for Slack do not come through the proxy. Part of a hint. */
  readonly cure: string
  /** What to change when a program does not accept the certificate of the proxy. Part of a hint. */
  readonly trust: string
}

/**
 * The facts about each language. `container` means programs inside a container: neither the environment nor the proxy’s
 * address reaches them. The HTTP clients of each language were tried with this proxy on Linux, except those of .NET.
 * The facts about .NET come from its documentation.
 */
export const languages = {
  node: {
    name: 'Node.js',
    cure: 'Let NODE_OPTIONS and SLACK_TOKENS_SIMULATOR_URL reach the app: add to NODE_OPTIONS, do not replace it',
    trust: 'Add the file in NODE_EXTRA_CA_CERTS to the client’s own list (ca), or leave the list out',
  },
  bun: {
    name: 'Bun',
    cure: 'Let BUN_OPTIONS and NODE_EXTRA_CA_CERTS reach the app, and give its HTTP client no list of certificates',
    trust: 'Add the file in NODE_EXTRA_CA_CERTS to the client’s own list (tls.ca), or leave the list out',
  },
  deno: {
    name: 'Deno',
    cure: 'Let DENO_CERT and NODE_OPTIONS reach the app, allow it to read the environment (-E), and give its HTTP client no list of certificates',
    trust: 'Add the file in DENO_CERT to caCerts of Deno.createHttpClient, or leave caCerts out',
  },
  python: {
    name: 'Python',
    cure: 'http.client ignores HTTPS_PROXY: use urllib.request, requests, httpx or slack_sdk; aiohttp needs trust_env=True',
    trust: 'Give verify= or the client’s own SSL context the file os.environ["SSL_CERT_FILE"], or leave it out',
  },
  ruby: {
    name: 'Ruby',
    cure: 'Net::HTTP takes HTTPS_PROXY when its proxy is :ENV, the default; http.rb needs HTTP.via',
    trust: 'Set ca_file to ENV["SSL_CERT_FILE"], or leave it out',
  },
  php: {
    name: 'PHP',
    cure: 'file_get_contents and other streams ignore HTTPS_PROXY: use curl or Guzzle',
    trust: 'Set CURLOPT_CAINFO (in Guzzle verify) to getenv("SSL_CERT_FILE"), or leave it out',
  },
  go: {
    name: 'Go',
    cure: 'A Transport of your own needs Proxy: http.ProxyFromEnvironment',
    trust: 'Leave RootCAs of tls.Config out',
  },
  java: {
    name: 'Java',
    cure: 'Apache HttpClient needs useSystemProperties(); a client with its own ProxySelector or trust store ignores those of the JVM',
    trust: 'Leave out the client’s own trust store, and OkHttp’s CertificatePinner',
  },
  dotnet: {
    name: '.NET',
    cure: 'Set neither UseProxy nor Proxy of HttpClientHandler; on macOS and Windows .NET trusts the system’s certificates only',
    trust: 'Let ServerCertificateCustomValidationCallback accept the certificates in SSL_CERT_FILE',
  },
  container: {
    name: 'a container',
    cure: 'Start the program outside of its container: the environment and the proxy on this computer do not reach into it',
    trust: 'Start the program outside of its container: the certificates on this computer do not reach into it',
  },
} as const satisfies Readonly<Record<string, LanguageFacts>>

export type Language = keyof typeof languages

/**
 * The values of process.platform for which Go ignores SSL_CERT_FILE (crypto/x509, root_darwin.go and root_windows.go).
 */
const goTrustsSystem: readonly string[] = ['darwin', 'win32']

/**
 * The line of code with which a Go program reaches the simulator on operating systems where Go trusts only the system’s
 * certificates.
 */
const goLine =
  'on this system Go trusts the system’s certificates only: slack.New(token, slack.OptionAPIURL(os.Getenv("SLACK_API_URL")))'

const address = 'take the address of the Web API from SLACK_API_URL'

/**
 * Returns what to do when a program’s requests for Slack do not come through the proxy, as a hint.
 * @param language undefined when it is not known
 * @param platform the value of process.platform
 * @param last what to do when nothing else helps; null when there is nothing
 */
export function cureFor(language: Language | undefined, platform: string, last: string | null = address): string {
  if (language === undefined)
    return withLast('Use an HTTP client that takes HTTPS_PROXY and SSL_CERT_FILE', ', or ', last)
  const { cure }: LanguageFacts = languages[language]
  if (language === 'container') return cure
  return isGoOfSystem(language, platform) ? `${cure}; ${goLine}` : withLast(cure, '; or ', last)
}

/** Like `cureFor`, for a program that does not accept the certificate of the proxy. */
export function trustCureFor(language: Language | undefined, platform: string, last: string | null = address): string {
  if (language === undefined)
    return withLast('Let it accept the certificates in SSL_CERT_FILE, without a pinned one', '; or ', last)
  const { trust }: LanguageFacts = languages[language]
  if (language === 'container') return trust
  return isGoOfSystem(language, platform) ? `${trust}; ${goLine}` : withLast(trust, '; or ', last)
}

function withLast(cure: string, or: string, last: string | null): string {
  return last === null ? cure : `${cure}${or}${last}`
}

function isGoOfSystem(language: Language, platform: string): boolean {
  return language === 'go' && goTrustsSystem.includes(platform)
}
