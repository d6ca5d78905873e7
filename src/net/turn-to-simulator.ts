import { fileURLToPath } from 'node:url'

/** The variable with the address of the simulator. The preloaded file does nothing without it. */
export const simulatorVariable = 'SLACK_TOKENS_SIMULATOR_URL'

/** Returns the path of the preloaded file, quoted for NODE_OPTIONS. */
export function quotedPreload(): string {
  return `"${fileURLToPath(new URL('./preload.cjs', import.meta.url)).replaceAll('\\', '\\\\')}"`
}

/**
 * Returns an environment in which Node.js programs send their requests for Slack’s hosts to the simulator, without a
 * change of their code: `preload.cjs` is loaded before them. Programs in other languages need the simulator’s address
 * in their Slack client.
 * @param url the address of the simulator
 */
export function turnToSimulator(
  environment: Readonly<NodeJS.ProcessEnv>,
  url: string,
): Readonly<Record<string, string | undefined>> {
  const { origin, hostname } = new URL(url)
  const past = ['NO_PROXY', 'no_proxy'].map((name) => environment[name]).find(Boolean)
  const noProxy = [past, hostname, 'slack.com', '.slack.com'].filter(Boolean).join(',')
  return {
    ...environment,
    [simulatorVariable]: origin,
    // Calls to the simulator must not go through a proxy.
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    NODE_OPTIONS: `${environment['NODE_OPTIONS'] ?? ''} --require ${quotedPreload()}`.trim(),
  }
}
