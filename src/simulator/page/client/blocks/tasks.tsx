import { isPart, labelOf, type Part, partsOf, textOf } from '../fields.ts'
import { Link } from '../text/mrkdwn.tsx'
import { RichText } from '../text/rich-text.tsx'

const signs: Readonly<Record<string, string>> = {
  pending: '○',
  in_progress: '◐',
  complete: '●',
  completed: '●',
  error: '✗',
}

/** A `plan` block: the steps of an agent. */
export function PlanBlock({ block }: { readonly block: Part }) {
  return (
    <div class="card">
      <p>
        <strong>{labelOf(block['title'])}</strong>
      </p>
      {partsOf(block['tasks']).map((task, index) => (
        <TaskCard key={index} task={task} />
      ))}
    </div>
  )
}

/** A `task_card` block: one step of an agent, with its state, details, output and sources. */
export function TaskCard({ task }: { readonly task: Part }) {
  const status = textOf(task['status'])
  return (
    <div class="task">
      <p>
        <span aria-hidden="true">{signs[status] ?? '○'}</span> {labelOf(task['title'])}{' '}
        <span class="soft">{status.replaceAll('_', ' ')}</span>
      </p>
      <TaskText value={task['details']} />
      <TaskText value={task['output']} />
      {partsOf(task['sources']).map((source, index) => (
        <p key={index} class="soft">
          <Link url={textOf(source['url'])}>{labelOf(source['text']) || textOf(source['url'])}</Link>
        </p>
      ))}
    </div>
  )
}

function TaskText({ value }: { readonly value: unknown }) {
  if (value === undefined || value === null) return null
  return <div class="soft text">{isPart(value) ? <RichText elements={value['elements']} /> : textOf(value)}</div>
}
