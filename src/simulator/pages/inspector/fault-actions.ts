import { readArguments } from '../../api/arguments.ts'
import { mayAct, readOnlyNotice } from '../../control/access.ts'
import { isSameOriginForm } from '../../http/csrf.ts'
import { type Reply, type Request, text } from '../../http/http.ts'
import type { Site } from '../../http/types.ts'
import { readOrder, unknownWhat } from '../../state/fault-spec.ts'
import { addFault, liftFault } from '../../state/faults.ts'
import { inspector } from './page.ts'

/** Answers `POST /faults`, to which the inspector's forms send a fault to add or remove. */
export async function faultsPage(site: Site, request: Request): Promise<Reply> {
  if (request.verb !== 'POST') return text(405, 'Only POST\n', { allow: 'POST' })
  const { args: form, invalid } = await readArguments(request)
  if (invalid !== undefined) return text(400, 'The form is unreadable\n')
  if (!mayAct(site, request)) {
    return inspector(site, {
      mayAct: false,
      problem: { status: 403, message: `${readOnlyNotice} Nothing was changed.` },
    })
  }
  const refused = (status: number, message: string) => inspector(site, { mayAct: true, problem: { status, message } })
  if (!isSameOriginForm(site, request, form))
    return refused(403, 'That form is not from this page. Nothing was changed.')
  try {
    if (form['lift'] === undefined) stage(site, form)
    else lift(site, form)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refused(400, error.message)
  }
  return { status: 303, headers: { location: '/#faults', 'cache-control': 'no-store' }, body: '' }
}

type FaultForm = Readonly<Record<string, string>>

/** Adds the fault in a form. @throws TypeError when the fault is invalid or has an unknown error code */
function stage({ world }: Site, { on = '', what = '', times = '1' }: FaultForm): void {
  const way = what.trim()
  // An invalid fault is reported by `addFault` below; here only the error code of a valid fault is looked up.
  const order = readOrder({ on: on.trim(), what: way, times: Number(times) })
  const near = 'message' in order ? undefined : unknownWhat(way)
  if (near) {
    const meant = near.length > 0 ? ` Did you mean: ${near.join(', ')}.` : ''
    throw new TypeError(
      `“${way}” is not a known error code.${meant} To use it anyway: slack-tokens sim fail ${on.trim()} ${way} --force`,
    )
  }
  addFault(world, { on: on.trim(), what: way, times: Number(times) })
}

/** Removes the fault that the page showed at the index in the form, unless it is no longer at this index. */
function lift({ world }: Site, { lift: index = '', was = '' }: FaultForm): void {
  const fault = world.state.faults[Number(index)]
  if (fault && `${fault.on} ${fault.what}` === was) liftFault(world, fault)
}
