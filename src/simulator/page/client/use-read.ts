import { useEffect, useState } from 'preact/hooks'
import { read } from './api.ts'
import { useModel } from './model.ts'

/**
 * Reads data from a route of the control interface, and reads it again after every change in the simulator.
 * @param query the fields of the route; the data is read again when their values change
 * @returns the newest data; undefined before the first answer and after a refusal
 */
export function useRead<Answer>(path: string, query: Readonly<Record<string, string | undefined>>): Answer | undefined {
  const { version } = useModel()
  const [answer, setAnswer] = useState<Answer>()
  const asked = JSON.stringify(query)
  useEffect(() => {
    let over = false
    const load = async () => {
      const next = await read<Answer>(path, JSON.parse(asked)).catch(() => undefined)
      if (!over) setAnswer(next)
    }
    void load()
    return () => {
      over = true
    }
  }, [path, asked, version])
  return answer
}
