/** The kind of machine. It decides how a login on this machine can receive the callback. */
export interface MachineKind {
  /** Where this program runs, as far as the environment shows. */
  readonly kind: 'desktop' | 'ssh' | 'container' | 'web IDE' | 'WSL' | 'no display' | 'browser off'
  /** Whether this tool can open a page in a browser. */
  readonly opens: boolean
  /** Whether the browser's localhost is this machine. */
  readonly sameLocalhost: boolean
  /** The name of this machine, to which the user connects with `ssh -L`. */
  readonly hostname: string
}

/**
 * Returns how a browser on another computer can reach a port of this computer's localhost. Undefined when the browser
 * is on this computer, or when there is no general advice. For a container, the advice is to use the network of its
 * host, because a port that is published with `-p` does not lead to localhost in the container.
 */
export function forwarding({ kind, hostname }: MachineKind, port: number): { label: string; how: string } | undefined {
  if (kind === 'ssh') return { label: 'forward the port', how: `ssh -L ${port}:localhost:${port} ${hostname}` }
  if (kind === 'container')
    return {
      label: `forward port ${port} in the editor, or share the host’s localhost`,
      how: 'docker run --network host …',
    }
  return undefined
}

export interface MachineSigns {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly hostname: string
  /** Whether a file exists. Containers are recognized by files such as `/.dockerenv`. */
  readonly exists: (path: string) => boolean
}

/**
 * Returns the kind of machine that the signs show. BROWSER=none is an explicit choice of the user, so all other signs
 * are then ignored.
 */
export function readMachineKind({ env, platform, hostname, exists }: MachineSigns): MachineKind {
  const is = (kind: MachineKind['kind'], opens: boolean, sameLocalhost: boolean) => ({
    kind,
    opens,
    sameLocalhost,
    hostname,
  })
  const display = Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
  const webIde = Boolean(env['CODESPACES'] || env['GITPOD_WORKSPACE_ID'] || env['CLOUD_SHELL'] || env['REPL_ID'])
  if (env['BROWSER'] === 'none') return is('browser off', false, !(env['SSH_CONNECTION'] || env['SSH_TTY'] || webIde))
  if (webIde) return is('web IDE', false, false)
  if (env['SSH_CONNECTION'] || env['SSH_TTY']) return is('ssh', false, false)
  // A program in BROWSER is an explicit choice of the user, so it is used even in a container or without a display.
  if (env['BROWSER']) return is('desktop', true, true)
  if (env['WSL_DISTRO_NAME']) return is('WSL', true, true)
  const inContainer =
    exists('/.dockerenv') || exists('/run/.containerenv') || Boolean(env['container'] || env['REMOTE_CONTAINERS'])
  if (platform === 'linux' && !display)
    return inContainer ? is('container', false, false) : is('no display', false, true)
  return is('desktop', !env['CI'], true)
}
