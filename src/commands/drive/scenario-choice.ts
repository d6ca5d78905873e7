import { InvalidArgumentError } from 'commander'
import { nearest } from '../../slack/facts/nearest.ts'
import { type FindingId, findingFacts, isFinding } from './findings/finding.ts'
import { type ScenarioName, scenarioGroups, scenarioNames } from './scenarios/names.ts'
import { scenarios } from './scenarios/table.ts'

/** Parses `--scenario`: names and groups. Returns each name once, in the order given. @throws InvalidArgumentError */
export function parseScenarios(text: string): readonly ScenarioName[] {
  const asked = text.split(',').map((part) => former[part.trim()] ?? part.trim())
  const known: readonly string[] = [...scenarioGroups, ...scenarioNames]
  for (const one of asked) {
    if (!known.includes(one)) throw new InvalidArgumentError(`There are ${known.join(', ')}.`)
  }
  const isMeant = (name: ScenarioName, one: string) => one === 'all' || one === scenarios[name].group || one === name
  return [...new Set(asked.flatMap((one) => scenarioNames.filter((name) => isMeant(name, one))))]
}

/** The former names of scenarios, which are still accepted. */
const former: Readonly<Record<string, string>> = { uninstall: 'uninstall-reinstall' }

/** Parses `--allow`. @throws InvalidArgumentError */
export function parseFindings(text: string): readonly FindingId[] {
  return text.split(',').map((part) => {
    const id = part.trim()
    if (isFinding(id)) return id
    const near = nearest(id, Object.keys(findingFacts))
    throw new InvalidArgumentError(
      near.length > 0 ? `There is no finding ${id}. Perhaps: ${near.join(', ')}.` : `There is no finding ${id}.`,
    )
  })
}
