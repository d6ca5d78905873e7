import type { Command } from 'commander'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { control, type SeedContent } from '../../simulator/control/client.ts'

/** Adds the subcommand `sim seed` with its arguments, options, help and action. */
export function defineSeed(sim: Command, context: () => Context): void {
  sim
    .command('seed')
    .description('replace all data by the workspaces, people, channels and apps of a file')
    .argument('[file]', 'JSON or YAML; - reads standard input')
    .option('--print', 'print an example with comments')
    .addHelpText('after', examples)
    .action((file: string | undefined, options: { print?: boolean }) => seed(file, options, context()))
}

const examples = `
Examples:
  slack-tokens sim seed --print > seed.yaml
  slack-tokens sim seed seed.yaml
  slack-tokens sim start --seed seed.yaml`

async function seed(file: string | undefined, { print }: { print?: boolean }, context: Context): Promise<void> {
  const { terminal } = context
  if (print && file === undefined) return await printStarter(context)
  if (file === undefined || print) {
    throw new CliError('usage', print ? '--print takes no file' : 'Missing seed file', {
      code: 'usage',
      hint: 'Print an example, change it, load it: slack-tokens sim seed --print > seed.yaml; slack-tokens sim seed seed.yaml',
    })
  }
  const content = await readSeed(file, context)
  const simulator = await context.simulator()
  const fields = ['workspaces', 'organization', 'clients'] as const
  const { workspaces, organization, clients } = await control(simulator, 'seed', content, fields)
  if (terminal.json) return terminal.result({ workspaces, organization, clients }, () => '')
  const places = workspaces.map(({ id, name }) => `${name} (${id})`).join(', ')
  const group = organization ? ` in the organization ${organization.name}` : ''
  terminal.done(`The simulator now has ${places}${group}; apps: ${clients.length}`)
  terminal.note('The tokens of earlier installations are revoked: slack-tokens login --sim')
}

async function printStarter({ terminal }: Context): Promise<void> {
  const { starter } = await import('./seed-template.ts')
  if (!terminal.json) return terminal.result(starter, () => starter.trimEnd(), { exact: true })
  const { parseSeed } = await import('../../apps/seed-file.ts')
  terminal.result(parseSeed(starter, 'The starter'), () => '')
}

/**
 * Reads and checks a seed file.
 * @throws CliError with the exit reason `usage`: the seed is invalid. Every invalid key is in `details.problems`.
 */
export async function readSeed(file: string, context: Context): Promise<SeedContent> {
  const { readSeedFile } = await import('../../apps/seed-file.ts')
  return await readSeedFile(file, context)
}
