/** The fields that every action of a person has. */
export interface By {
  readonly user?: string | undefined
}

export interface AssistantBody extends By {
  readonly app?: string | undefined
  readonly channel?: string | undefined
  readonly thread?: string | undefined
}

export interface SayBody extends By {
  readonly channel: string
  readonly text: string
  readonly thread?: string | undefined
}

export interface ClickBody extends By {
  readonly action_id: string
  readonly message?: string | undefined
  readonly view?: string | undefined
  readonly value?: string | undefined
  readonly values?: Readonly<Record<string, string>>
}

export interface SubmitBody extends By {
  readonly values?: Readonly<Record<string, string>>
}

export interface ReactBody extends By {
  readonly ts: string
  readonly emoji: string
  readonly channel?: string | undefined
  readonly remove?: boolean | undefined
}
