// The words of docs/api.md.
export type Domain = "sales" | "marketing" | "cs";
export type ItemStatus =
  | "pending"
  | "accepted"
  | "executing"
  | "executed"
  | "completed"
  | "snoozed"
  | "skipped"
  | "failed"
  | "rolled_back"
  | "resolved";

export interface Related {
  id: string;
  name: string;
}

export interface Driver {
  factor: "revenue" | "urgency" | "effort" | "strategic";
  score: number;
  weight: number;
  contribution: number;
  reason: string;
}

export interface Learning {
  delta: number;
  reason: string | null;
  success_rate: number | null;
  n: number;
}

export interface OutcomeSummary {
  id: string;
  type: string;
  occurred_at: string;
  evidence: string;
}

export interface MailContext {
  kind: "mail";
  to?: string | null;
  to_name?: string | null;
  subject?: string | null;
  body?: string | null;
}

export interface Move {
  id: string;
  title: string;
  description: string | null;
  domain: Domain;
  action_type: string;
  action_context: MailContext | { kind: "task" } | null;
  status: ItemStatus;
  base_score: number;
  rank_score: number;
  priority_score: number;
  reasoning: string;
  drivers: Driver[];
  learning: Learning;
  would_change: string | null;
  contact: Related | null;
  deal: Related | null;
  company: Related | null;
  assignee: string;
  blocked_by: string | null;
  signal_id: string | null;
  signal_type: string | null;
  due_by: string | null;
  snoozed_until: string | null;
  skip_reason: string | null;
  created_at: string;
  updated_at: string;
  executed_at: string | null;
  completed_at: string | null;
  execution_id: string | null;
  outcome: OutcomeSummary | null;
  can_execute: boolean;
  etag: string;
}

export interface Today {
  today_moves: Move[];
  total_pending: number;
  top_count: number;
  generated_at: string;
}

export interface HistoryEntry {
  at: string;
  actor: string;
  change: string;
  from: string | null;
  to: string | null;
  note: string | null;
}

export interface Mail {
  to: string;
  to_name: string | null;
  subject: string;
  body: string;
  thread_id: string | null;
  in_reply_to: string | null;
}

export interface Preview {
  preview: Mail;
  mode: "draft" | "send";
  reversible: boolean;
  what_happens: string;
  warnings: string[];
  confirm_token: string;
  expires_at: string;
}

export interface ExecutionResult {
  executed: boolean;
  sent: boolean;
  gmail_draft_id: string | null;
  thread_id: string | null;
  hubspot_logged: boolean;
  link: string | null;
}

export interface Execution {
  id: string;
  item_id: string;
  item_title: string;
  action_type: string;
  mode: "draft" | "send";
  dry_run: boolean;
  status: "reserved" | "performing" | "logging" | "succeeded" | "failed" | "rolled_back";
  result: ExecutionResult | null;
  error: string | null;
  reversible: boolean;
  executed_by: string;
  attempts: number;
  duration_ms: number | null;
  started_at: string;
  finished_at: string | null;
  outcome: OutcomeSummary | null;
}

export interface ExecuteAnswer {
  execution: Execution;
  item: Move;
}

export interface Signal {
  id: string;
  type: string;
  source: string;
  entity: string;
  payload: Record<string, string>;
  occurred_at: string;
  detected_at: string;
  result: "queued" | "strengthened" | "dropped";
  reason: string | null;
  item_id: string | null;
  item_title: string | null;
}

export interface SourceStatus {
  source: string;
  status: string;
  last_run: string | null;
  last_success: string | null;
  next_run: string | null;
  cursor_age_seconds: number | null;
  expected: number | null;
  imported: number;
  signals_detected: number;
  errors: string[];
}

export interface SignalsStatus {
  last_run: string | null;
  status: string;
  deals_processed: number;
  contacts_processed: number;
  signals_detected: number;
  queue_items_created: number;
  errors: string[];
  sources: SourceStatus[];
}

export interface Outcome {
  id: string;
  execution_id: string;
  queue_item_id: string;
  outcome_type: string;
  evidence: string;
  detection_method: string;
  contact_email: string | null;
  occurred_at: string;
  detected_at: string;
}

export interface Stats {
  pending: number;
  completed_today: number;
  failed_today: number;
  drafted_today: number;
  signals_today: number;
  replies_today: number;
  watches_running: number;
}

export interface Me {
  email: string;
  name: string | null;
  picture: string | null;
  time_zone: string;
  is_admin: boolean;
  csrf_token: string;
  sandbox: boolean;
  sandbox_url?: string | null;
}

export interface Connection {
  provider: string;
  connected: boolean;
  account: string | null;
  scopes: string[];
  missing: string[];
  problem: string | null;
  action: string | null;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
