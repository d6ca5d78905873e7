import { CliError } from '../../errors.ts'
import type { HostedProxy } from '../../proxy/host.ts'
import type { Site } from '../http/types.ts'
import { optionalText, type Unchecked } from './handler.ts'
import type { BodyOf } from './route-table.ts'

/**
 * Opens a proxy that stays open after the request, for programs that use it later.
 * @throws CliError with the code `not_kept` when the simulator ends together with the command that runs it
 */
export async function openProxy(site: Site, body: Unchecked<BodyOf<'openProxy'>>): Promise<HostedProxy> {
  if (!site.isKept() || site.proxies === undefined)
    throw new CliError('failed', 'The simulator runs for one command only, and ends with it', { code: 'not_kept' })
  await site.listen()
  const { hostname, port } = new URL(site.url())
  return await site.proxies.open(
    { hostname, port: Number(port) },
    {
      offline: body.offline === true,
      proxies: {
        https: optionalText(body.https, 'https'),
        http: optionalText(body.http, 'http'),
        none: optionalText(body.none, 'none'),
      },
    },
  )
}
