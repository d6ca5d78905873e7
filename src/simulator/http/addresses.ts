/** Where programs find a simulator. */
export interface SimulatorAddresses {
  /** Base URL, `http://localhost:4717`, without a slash at the end. */
  readonly url: string
  /** Ends in `/api/`. */
  readonly apiUrl: string
  readonly authorizeUrl: string
}

export function addressesOf(url: string): SimulatorAddresses {
  return { url, apiUrl: `${url}/api/`, authorizeUrl: `${url}/oauth/v2/authorize` }
}

/** Adds the addresses to a simulator, as they are when they are read: its port may open after it has started. */
export function withAddresses<T extends object>(simulator: T, url: () => string): T & SimulatorAddresses {
  const get = (name: keyof SimulatorAddresses) => ({ enumerable: true, get: () => addressesOf(url())[name] })
  Object.defineProperties(simulator, { url: get('url'), apiUrl: get('apiUrl'), authorizeUrl: get('authorizeUrl') })
  return simulator as T & SimulatorAddresses
}
