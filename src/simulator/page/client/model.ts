import { createContext } from 'preact'
import { useCallback, useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { Desk } from '../types.ts'
import { Refusal, read, send } from './api.ts'
import { fragmentOf, type Place, placeIn } from './place.ts'

/** Milliseconds between two requests that ask the simulator whether something changed. */
const pace = 200

/** The data and functions that every part of the page can use. */
export interface Model {
  readonly desk: Desk
  readonly place: Place
  /**
   * A number that grows with every change in the simulator. Components read their data again when the number changes.
   */
  readonly version: number
  /** The error message of the last action; undefined when the last action was accepted. */
  readonly problem: string | undefined
  /** Whether the person who acts was changed, and the data of the new person has not arrived yet. */
  readonly isSwitching: boolean
  go(place: Place): void
  actAs(userId: string): void
  /**
   * Sends an action of the person to the control interface. Shows the error message when the action is refused.
   * @param shows is called with the refusal; returns true when it has shown the reason in another place
   * @returns the answer; undefined when the action was refused
   */
  act<Answer>(
    path: string,
    body: Readonly<Record<string, unknown>>,
    shows?: (refusal: Refusal) => boolean,
  ): Promise<Answer | undefined>
  /** Like `act`, but for a change that is not the action of a person, such as a new fault. */
  change<Answer>(path: string, body: Readonly<Record<string, unknown>>): Promise<Answer | undefined>
  dismiss(): void
  /** Shows the deliveries about a message and the requests of apps after them. @param ts the `ts` of the message */
  inspect(ts: string): void
}

export const ModelContext = createContext<Model | undefined>(undefined)

/** Returns the model of the page for a component. @throws Error when the component is not inside the page. */
export function useModel(): Model {
  const model = useContext(ModelContext)
  if (!model) throw new Error('outside the page')
  return model
}

export type PageState =
  | { readonly state: 'locked' }
  | { readonly state: 'ended' }
  /** The simulator has no data for the page, for example because there is no person who can act. */
  | { readonly state: 'refused'; readonly message: string }
  | { readonly state: 'ready'; readonly model: Omit<Model, 'inspect'> }

/** Whether the person can see the place. Everybody can see the Home of an app. */
function isSeen(place: Place, { channels }: Desk): boolean {
  return place.kind === 'home' || channels.some(({ id }) => id === place.channel)
}

/**
 * Returns the state of the page, with its model when the state is `ready`; undefined before the first load. The data is
 * loaded again after every change in the simulator.
 */
export function usePage(): PageState | undefined {
  const [user, setUser] = useState<string | undefined>(() => sessionStorage.getItem('user') ?? undefined)
  const [desk, setDesk] = useState<Desk>()
  const [version, setVersion] = useState(0)
  const [state, setState] = useState<'ready' | 'locked' | 'ended'>('ready')
  const [refusal, setRefusal] = useState<string>()
  const [place, setPlace] = useState<Place | undefined>(() => placeIn(location.hash))
  const [problem, setProblem] = useState<string>()
  const seen = useRef('')
  // True when the next desk belongs to another person, who perhaps cannot see the open conversation.
  const switched = useRef(false)
  const [isSwitching, setSwitching] = useState(false)

  useEffect(() => {
    let over = false
    let timer = 0
    seen.current = ''
    const look = async () => {
      try {
        const { version: now, deliveries } = await read<{ version: number; deliveries: number }>('pulse', {})
        const mark = `${now} ${deliveries}`
        if (mark !== seen.current) {
          const next = await read<Desk>('desk', { user })
          if (over) return
          seen.current = mark
          setDesk(next)
          if (switched.current) setPlace((now) => (now && isSeen(now, next) ? now : undefined))
          switched.current = false
          setSwitching(false)
          setVersion((one) => one + 1)
        }
        setRefusal(undefined)
        setState('ready')
      } catch (error) {
        // Another run of the simulator can have the same version number, but other data.
        seen.current = ''
        if (error instanceof Refusal && error.code === 'invalid_arguments' && user !== undefined) setUser(undefined)
        else if (error instanceof Refusal && error.code !== 'control_token_needed') setRefusal(error.message)
        else setState(error instanceof Refusal ? 'locked' : 'ended')
      }
      if (!over) timer = setTimeout(look, document.hidden ? 5 * pace : pace)
    }
    void look()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [user])

  useEffect(() => {
    const follow = () => setPlace(placeIn(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])

  const go = useCallback((next: Place) => {
    location.hash = fragmentOf(next)
    // If the URL already names the place, the browser sends no event, so set the place here.
    setPlace(next)
  }, [])
  const actAs = useCallback((id: string) => {
    sessionStorage.setItem('user', id)
    switched.current = true
    setSwitching(true)
    setUser(id)
  }, [])
  const me = desk?.me.id
  const change = useCallback(
    async <Answer>(
      path: string,
      body: Readonly<Record<string, unknown>>,
      shows: (refusal: Refusal) => boolean = () => false,
    ) => {
      setProblem(undefined)
      try {
        return await send<Answer>(path, body)
      } catch (error) {
        if (!(error instanceof Refusal)) setProblem('The simulator does not answer: it has ended.')
        else if (!shows(error)) setProblem(error.message)
        return undefined
      }
    },
    [],
  )
  const act = useCallback(
    async <Answer>(path: string, body: Readonly<Record<string, unknown>>, shows?: (refusal: Refusal) => boolean) =>
      await change<Answer>(path, { user: me, ...body }, shows),
    [me, change],
  )

  if (state !== 'ready') return { state }
  if (refusal !== undefined) return { state: 'refused', message: refusal }
  if (!desk) return undefined
  const [first] = desk.channels
  const shown: Place = place ?? { kind: 'channel', channel: first?.id ?? '' }
  const model = {
    desk,
    place: shown,
    version,
    problem,
    isSwitching,
    go,
    actAs,
    act,
    change,
    dismiss: () => setProblem(undefined),
  }
  return { state: 'ready', model }
}
