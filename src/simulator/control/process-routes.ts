import type { HostedProxy } from '../../proxy/host.ts'
import { count, orNull, text } from '../../shape/shape.ts'
import { descriptionFields } from './answer-shapes.ts'
import { type NoFields, route } from './route.ts'
import type { SimulatorDescription } from './types.ts'

/** The body of a request for a proxy. */
interface ProxyBody {
  readonly offline?: boolean
  readonly https?: string | undefined
  readonly http?: string | undefined
  readonly none?: string | undefined
}

/** The routes that describe the running simulator, keep it running, stop it, and give programs access to it. */
export const processRoutes = {
  describe: route<SimulatorDescription>({
    method: 'GET',
    path: '/_sim',
    about: 'Describes the simulator: addresses, workspaces, apps and their credentials.',
    body: {},
    answer: descriptionFields,
  }),
  openSession: route<NoFields, { readonly key: string }>({
    method: 'POST',
    path: '/_sim/session',
    about: 'Sets the cookie that allows a page to change the simulator. Requires a key, not the control token.',
    body: { key: 'the control token, or a key from /_sim/page-key' },
    answer: {},
  }),
  issuePageKey: route<{ key: string }>({
    method: 'POST',
    path: '/_sim/page-key',
    about: 'Issues a key that opens one session within two minutes.',
    body: {},
    answer: { key: text },
  }),
  keep: route<SimulatorDescription>({
    method: 'POST',
    path: '/_sim/keep',
    about: 'Keeps the simulator running until it is stopped, and describes it.',
    body: {},
    answer: descriptionFields,
  }),
  stop: route<{ pid: number }>({
    method: 'POST',
    path: '/_sim/stop',
    about: 'Stops a simulator that keeps running, and answers its process id.',
    body: {},
    answer: { pid: count },
  }),
  listen: route<SimulatorDescription, { readonly port?: number | undefined }>({
    method: 'POST',
    path: '/_sim/listen',
    about: 'Opens a TCP port on loopback, unless one is open.',
    body: { port: 'the port; by default the default port, or any free port if that is taken' },
    answer: descriptionFields,
  }),
  openProxy: route<HostedProxy, ProxyBody>({
    method: 'POST',
    path: '/_sim/proxy',
    about:
      'Opens a proxy that answers for Slack’s hosts with the simulator, or answers the one that is open. It closes when the simulator stops.',
    body: {
      offline: 'whether every other host is refused; by default it is passed on',
      https: 'the next proxy for other hosts, as in HTTPS_PROXY',
      http: 'the next proxy for plain HTTP, as in HTTP_PROXY',
      none: 'the hosts that need no next proxy, as in NO_PROXY',
    },
    answer: {
      url: text,
      openPort: orNull(count),
      certificate: text,
      publicKeyHash: text,
      expires: count,
      folder: text,
    },
  }),
}
