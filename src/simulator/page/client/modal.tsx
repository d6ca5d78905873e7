import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { PageView } from '../types.ts'
import { Blocks } from './blocks/blocks.tsx'
import { useDrafts } from './blocks/use-drafts.ts'
import { Dialog } from './dialog.tsx'
import { isPart, labelOf, textOf } from './fields.ts'
import { useModel } from './model.ts'
import { ViewSurface } from './view-surface.tsx'

interface SubmitAnswer {
  readonly result: {
    readonly outcome: string
    readonly errors?: Readonly<Record<string, string>>
    readonly reason?: string
  }
}

/**
 * The values that the person entered in each modal, by the id of the view. They are stored outside the component,
 * because a view that an app pushes replaces the component of the modal below it.
 */
const entered = new Map<string, Readonly<Record<string, string>>>()

/** The modal that the person has open. */
export function Modal({ view }: { readonly view: PageView }) {
  const { act } = useModel()
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [failure, setFailure] = useState('')
  const [waiting, setWaiting] = useState(false)
  const { payload } = view
  const { drafts, setDraft: keepDraft, setDrafts } = useDrafts(payload['blocks'], entered.get(view.id))
  const form = useRef<HTMLFormElement>(null)
  // The number of submissions, because the first field with an error gets the focus after each of them.
  const [attempts, setAttempts] = useState(0)
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('.wrong :is(input, textarea, select)')?.focus()
  }, [attempts])
  useEffect(() => void entered.set(view.id, drafts), [view.id, drafts])
  const setDraft = useCallback(
    (name: string, typed: string) => {
      keepDraft(name, typed)
      // `name` is the block id, a dot and the action id; a block id can have dots too.
      setErrors((known) => Object.fromEntries(Object.entries(known).filter(([id]) => !name.startsWith(`${id}.`))))
    },
    [keepDraft],
  )
  const submit = async (event: Event) => {
    event.preventDefault()
    setWaiting(true)
    setFailure('')
    const answer = await act<SubmitAnswer>('submit', { values: drafts }, ({ body }) => {
      if (!isPart(body['errors'])) return false
      setErrors(Object.fromEntries(Object.entries(body['errors']).map(([id, text]) => [id, textOf(text)])))
      return true
    })
    setWaiting(false)
    setAttempts((known) => known + 1)
    if (!answer) return
    setErrors(answer.result.errors ?? {})
    if (answer.result.outcome === 'failed') setFailure(answer.result.reason ?? 'The app did not answer.')
    if (answer.result.outcome === 'updated') setDrafts({})
  }
  const hasInputs = Array.isArray(payload['blocks']) && payload['blocks'].some((one) => one.type === 'input')
  const submitLabel = labelOf(payload['submit']) || (hasInputs ? 'Submit' : '')
  return (
    <Dialog title={labelOf(payload['title'])} close={() => void act('close', {})}>
      <form class="modal" ref={form} noValidate onSubmit={(event) => void submit(event)}>
        <p class="soft small">
          {view.app}
          {view.below > 0 && ` · ${view.below} more below`}
        </p>
        <ViewSurface view={view} drafts={drafts} setDraft={setDraft} errors={errors}>
          <Blocks blocks={payload['blocks']} />
        </ViewSurface>
        {failure !== '' && (
          <p class="error" role="alert">
            We had some trouble connecting. {failure}
          </p>
        )}
        <footer>
          {view.below > 0 && (
            <button type="button" class="quiet" onClick={() => void act('close', { all: true })}>
              Close all
            </button>
          )}
          <button type="button" class="quiet" onClick={() => void act('close', {})}>
            {labelOf(payload['close']) || 'Cancel'}
          </button>
          {submitLabel !== '' && (
            <button type="submit" class="primary" disabled={waiting}>
              {submitLabel}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  )
}
