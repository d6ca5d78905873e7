import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import type { PageView } from '../types.ts'
import { SurfaceContext } from './blocks/surface.ts'

interface ViewSurfaceProps {
  readonly view: PageView
  readonly drafts: Readonly<Record<string, string>>
  readonly setDraft: (name: string, typed: string) => void
  readonly errors?: Readonly<Record<string, string>>
  readonly children: ComponentChildren
}

const none = {}

/**
 * A component through which the elements of a view get the id, the stored values, the drafts and the errors of the
 * view.
 */
export function ViewSurface({ view, drafts, setDraft, errors = none, children }: ViewSurfaceProps) {
  const surface = useMemo(
    () => ({ view: view.id, values: view.values, drafts, errors, setDraft }),
    [view.id, view.values, drafts, errors, setDraft],
  )
  return <SurfaceContext.Provider value={surface}>{children}</SurfaceContext.Provider>
}
