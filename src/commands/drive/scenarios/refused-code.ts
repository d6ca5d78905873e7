import type { LoggedRequest } from '../../../simulator/control/client.ts'
import { control } from '../../../simulator/control/client.ts'
import { type Finding, finding } from '../findings/finding.ts'
import { twice } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { playTrouble } from './trouble.ts'

/** The number of times that an app may exchange a refused code. More exchanges count as an endless retry. */
const mostExchanges = 3

/**
 * Lets the code end at Slack before the app can exchange it.
 * @param how `expire`: the person comes back too late; `use`: another program exchanges the code first
 */
export async function endedCode(stage: DriveStage, how: 'expire' | 'use'): Promise<PlayedScenario> {
  return await playTrouble(stage, {
    ...refused,
    async begin(callback) {
      const code = callback.searchParams.get('code') ?? ''
      await control(stage.simulator, 'endCode', { do: how, code })
      return undefined
    },
  })
}

/** Opens the callback with the right state and a code that Slack never issued. */
export async function badCode(stage: DriveStage): Promise<PlayedScenario> {
  return await playTrouble(stage, {
    ...refused,
    async begin(callback) {
      const bent = new URL(callback)
      bent.searchParams.set('code', invented(callback.searchParams.get('code') ?? ''))
      return bent
    },
  })
}

const refused = { crash: 'refused-exchange-crash', end: async () => {}, judge: judgeRepeats } as const

/** Returns a code of the same form with other digits, so that an app which checks the form accepts it. */
function invented(code: string): string {
  return code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10))
}

function judgeRepeats(exchanges: readonly LoggedRequest[]): readonly Finding[] {
  if (exchanges.length <= mostExchanges) return []
  return [
    finding(
      'refused-exchange-repeated',
      `${exchanges.length} exchanges: ${twice(exchanges.slice(0, mostExchanges))}, …`,
    ),
  ]
}
