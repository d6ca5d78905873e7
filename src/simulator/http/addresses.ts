/** The URLs of a simulator that programs need. */
export interface SimulatorAddresses {
  /** The base URL, `http://localhost:4717`, without a slash at the end. */
  readonly url: string
  /** The base URL of the Web API; it ends in `/api/`. */
  readonly apiUrl: string
  readonly authorizeUrl: string
}

/** Returns the URLs of a simulator from its base URL. */
export function addressesOf(url: string): SimulatorAddresses {
  return { url, apiUrl: `${url}/api/`, authorizeUrl: `${url}/oauth/v2/authorize` }
}

/**
 * Adds the URLs to an object as getters, because the simulator's port can change after the start. Returns the object.
 */
export function withAddresses<T extends object>(simulator: T, url: () => string): T & SimulatorAddresses {
  const get = (name: keyof SimulatorAddresses) => ({ enumerable: true, get: () => addressesOf(url())[name] })
  Object.defineProperties(simulator, { url: get('url'), apiUrl: get('apiUrl'), authorizeUrl: get('authorizeUrl') })
  return simulator as T & SimulatorAddresses
}
