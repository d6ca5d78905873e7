import { InvalidArgumentError } from 'commander'
import { nearest } from '../../slack/facts/nearest.ts'
import { type FindingId, findingFacts, isFinding } from './findings/finding.ts'
import { type ScenarioWord, scenarioGroups, scenarioNames } from './scenarios/names.ts'

const known: readonly ScenarioWord[] = [...scenarioGroups, ...scenarioNames]

/** Refuses an empty value, for example from an unset variable of a shell. @throws InvalidArgumentError */
export function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is empty.')
  return text
}

/** Parses `--scenario`: names and groups. @throws InvalidArgumentError */
export function parseScenarios(text: string): readonly ScenarioWord[] {
  return notEmpty(text)
    .split(',')
    .map((part) => {
      const word = former[part.trim()] ?? part.trim()
      const found = known.find((one) => one === word)
      if (!found) throw new InvalidArgumentError(`There are ${known.join(', ')}.`)
      return found
    })
}

/** The former names of scenarios, which are still accepted. */
const former: Readonly<Record<string, ScenarioWord>> = { uninstall: 'uninstall-reinstall' }

/** Parses `--allow`. @throws InvalidArgumentError */
export function parseFindings(text: string): readonly FindingId[] {
  return notEmpty(text)
    .split(',')
    .map((part) => {
      const id = part.trim()
      if (isFinding(id)) return id
      const near = nearest(id, Object.keys(findingFacts))
      throw new InvalidArgumentError(
        near.length > 0 ? `There is no finding ${id}. Perhaps: ${near.join(', ')}.` : `There is no finding ${id}.`,
      )
    })
}
