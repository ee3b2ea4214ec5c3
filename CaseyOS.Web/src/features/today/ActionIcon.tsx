import {
  BookOpenText,
  CalendarPlus,
  CircleDot,
  FileText,
  HeartPulse,
  ListTodo,
  type LucideIcon,
  Mail,
  Megaphone,
  Reply,
  Search,
  TriangleAlert,
} from "lucide-react";
import { words } from "@/shared/format/words";

const icons: Record<string, LucideIcon> = {
  send_email: Mail,
  follow_up: Reply,
  check_in: Mail,
  send_proposal: FileText,
  renewal_outreach: Mail,
  onboarding_follow_up: Reply,
  book_meeting: CalendarPlus,
  prep_meeting: BookOpenText,
  create_task: ListTodo,
  review_deal: Search,
  content_repurpose: Megaphone,
  social_post: Megaphone,
  newsletter_draft: Megaphone,
  asset_create: FileText,
  cs_health_check: HeartPulse,
  risk_escalation: TriangleAlert,
};

export function ActionIcon({ type }: { type: string }) {
  const Icon = icons[type] ?? CircleDot;
  return (
    <span className="action-icon" title={words(type)}>
      <Icon aria-hidden="true" />
      <span className="sr-only">{words(type)}: </span>
    </span>
  );
}
