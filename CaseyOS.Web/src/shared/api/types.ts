// Short names for what the page uses of the generated schema (docs/openapi.json → schema.d.ts).
import type { components } from "./schema";

type Schema = components["schemas"];

export type Domain = Schema["Domain"];
export type ItemStatus = Schema["ItemStatus"];
export type Driver = Schema["Driver"];
export type Move = Schema["MoveResponse"];
export type Today = Schema["TodayResponse"];
export type HistoryEntry = Schema["HistoryEntry"];
export type History = Schema["HistoryResponse"];
export type Content = Schema["ActionContent"];
export type Mode = Schema["ExecutionMode"];
export type Concern = Schema["Concern"];
export type Preview = Schema["PreviewResponse"];
export type Execution = Schema["ExecutionResponse"];
export type Watch = Schema["WatchResponse"];
export type ExecuteRequest = Schema["ExecuteMoveRequest"];
export type ExecuteAnswer = Schema["ExecuteMoveResponse"];
export type Signal = Schema["SignalResponse"];
export type Rules = Schema["RulesResponse"];
export type Rule = Schema["RuleResponse"];
export type RuleChange = { enabled?: boolean; thresholds?: Record<string, number> };
export type ExcludedCompanies = Schema["ExcludedCompaniesBody"];
export type SourceStatus = Schema["SourceStatusResponse"];
export type SignalsStatus = Schema["SignalStatusResponse"];
export type Job = Schema["JobResponse"];
export type Orchestration = Schema["OrchestrationResponse"];
export type Wait = Schema["OrchestrationWait"];
export type Poison = Schema["PoisonResponse"];
export type PoisonedMessage = Schema["PoisonedMessage"];
export type JobPart = Schema["JobPartResponse"];
export type Outcome = Schema["OutcomeResponse"];
export type Stats = Schema["DashboardStats"];
export type Me = Schema["MeResponse"];
export type Actions = Schema["ActionsResponse"];
export type Limit = Schema["LimitResponse"];
export type Connection = Schema["ConnectionResponse"];
export type Connections = Schema["ConnectionsResponse"];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
