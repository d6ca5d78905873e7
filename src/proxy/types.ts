/** The environment variables of a program. */
export type ProgramEnvironment = Readonly<Record<string, string | undefined>>

/** An event of the proxy: what happened to a connection of the program. */
export interface ProxyEvent {
  /**
   * `answered`: a request for Slack reached the simulator. `certificate_refused`: the program did not accept the
   * certificate, for example because it accepts only Slack's own. `protocol_refused`: the program offers only protocols
   * that the simulator does not have, such as HTTP/2. `offline`: the run is offline, and the host is not Slack's.
   * `unauthorized`: the program sent no credentials or wrong credentials, or runs under another account. `loop`: the
   * request leads back to this proxy. `other_port`: the program asked for a tunnel to a port of Slack that is not 443.
   */
  readonly what:
    | 'answered'
    | 'certificate_refused'
    | 'protocol_refused'
    | 'offline'
    | 'unauthorized'
    | 'loop'
    | 'other_port'
  /** The host that the program asked for; in an `other_port` event, with the port. */
  readonly host: string
}
