import { describe, expect, it } from 'vitest'
import { casesOf, expectOnlyFinding } from '../../support/defects/defects.ts'

describe('drive, for an app with a defect of its state, or with a secret where it does not belong', () => {
  it.each(casesOf('security'))(
    'reports only $id for the app $app ($what) in the scenario $scenario',
    async (one) => await expect(expectOnlyFinding(one)).resolves.toBeUndefined(),
  )
})
