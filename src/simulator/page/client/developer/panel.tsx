import { useState } from 'preact/hooks'
import { Activity } from './activity.tsx'
import type { FaultDraft } from './fault-draft.ts'
import { Faults } from './faults.tsx'
import { Installs } from './installs.tsx'

const tabs = { activity: 'Activity', installs: 'Apps and tokens', faults: 'Faults' } as const
type Tab = keyof typeof tabs

interface PanelProps {
  /** The `ts` of the message whose requests and deliveries are shown; undefined for all. */
  readonly about: string | undefined
  readonly showAll: () => void
  readonly close: () => void
}

/** The developer's side: requests of apps and deliveries to apps, installations with their tokens, and faults. */
export function DeveloperPanel({ about, showAll, close }: PanelProps) {
  const [tab, setTab] = useState<Tab>('activity')
  const [draft, setDraft] = useState<FaultDraft>({ on: '', what: '' })
  const stage = (on: string) => {
    setDraft({ on, what: '' })
    setTab('faults')
  }
  const shown: Tab = about === undefined ? tab : 'activity'
  const choose = (next: Tab) => {
    if (about !== undefined) showAll()
    setTab(next)
  }
  return (
    <section class="developer" aria-label="Developer’s side">
      <div class="strip">
        {(Object.keys(tabs) as Tab[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-current={shown === name ? 'true' : undefined}
            onClick={() => choose(name)}
          >
            {tabs[name]}
          </button>
        ))}
        <button type="button" class="quiet close" onClick={close}>
          Close
        </button>
      </div>
      {shown === 'activity' && <Activity about={about} showAll={showAll} stage={stage} />}
      {shown === 'installs' && <Installs />}
      {shown === 'faults' && <Faults key={draft.on} draft={draft} />}
    </section>
  )
}
