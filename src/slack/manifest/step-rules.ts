import { isRecord } from '../../shape/record.ts'
import type { Group } from './validate.ts'

/** A fault in the functions or workflows of a manifest. */
export interface StepFault {
  readonly rule: 'function_key' | 'parameters' | 'parameter_properties' | 'parameter_type' | 'parameter_list'
  readonly steps: readonly (string | number)[]
  /** Whether Slack certainly refuses the value. False in the part of schema version 1 that Slack has not published. */
  readonly certain: boolean
}

/** The keys that every function and every workflow needs (slackapi/manifest-schema, 1.0.0 and 2.0.0). */
const needs = {
  functions: ['title', 'description', 'input_parameters', 'output_parameters'],
  workflows: ['title', 'description', 'steps'],
} as const

/**
 * Finds faults in functions and workflows. With `_metadata.major_version: 2`, parameters are under `properties`.
 * Without it, they are keys of the group itself, as in Slack's samples.
 */
export function stepFaults(manifest: Group): StepFault[] {
  const metadata = manifest['_metadata']
  const second = isRecord(metadata) && metadata['major_version'] === 2
  return (['functions', 'workflows'] as const).flatMap((part) => {
    const group = manifest[part]
    if (group === undefined) return []
    if (!isRecord(group)) return [{ rule: 'parameters' as const, steps: [part], certain: true }]
    return Object.entries(group).flatMap(([name, one]) => {
      const steps = [part, name]
      if (!isRecord(one)) return [{ rule: 'parameters' as const, steps, certain: true }]
      const missing = needs[part].filter((key) => one[key] === undefined)
      return [
        ...missing.map((key) => ({ rule: 'function_key' as const, steps: [...steps, key], certain: true })),
        ...(['input_parameters', 'output_parameters'] as const).flatMap((key) =>
          one[key] === undefined ? [] : parameterFaults(one[key], [...steps, key], second),
        ),
      ]
    })
  })
}

function parameterFaults(value: unknown, steps: readonly (string | number)[], second: boolean): StepFault[] {
  if (!isRecord(value)) return [{ rule: 'parameters', steps, certain: true }]
  const properties = value['properties']
  const nested = isRecord(properties) && typeof properties['type'] !== 'string'
  if (second && !nested) return [{ rule: 'parameter_properties', steps, certain: true }]
  if (nested) {
    const required = value['required']
    const list = required === undefined || (Array.isArray(required) && required.every((one) => typeof one === 'string'))
    return [
      ...(list ? [] : [{ rule: 'parameter_list' as const, steps: [...steps, 'required'], certain: true }]),
      ...typeFaults(properties, [...steps, 'properties']),
    ]
  }
  // A list `required` next to the parameters belongs to version 2. In version 2, it is next to `properties`.
  const { required, ...parameters } = value
  const mixed = Array.isArray(required) ? [{ rule: 'parameter_properties' as const, steps, certain: false }] : []
  return [...mixed, ...typeFaults(Array.isArray(required) ? parameters : value, steps)]
}

function typeFaults(parameters: Group, steps: readonly (string | number)[]): StepFault[] {
  return Object.entries(parameters).flatMap(([name, one]) =>
    isRecord(one) && typeof one['type'] === 'string'
      ? []
      : [{ rule: 'parameter_type' as const, steps: [...steps, name], certain: true }],
  )
}
