import { ExcludedCompanies } from "@/features/exclusions/ExcludedCompanies";
import { RuleList } from "@/features/rules/RuleList";
import { useMe } from "@/features/session/api";
import { Connections } from "@/features/session/Connections";
import { usePageTitle } from "./usePageTitle";

export function SettingsPage() {
  usePageTitle("Settings");
  const me = useMe();
  return (
    <>
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      <Connections isAdmin={me.data?.is_admin ?? false} />
      <RuleList />
      <ExcludedCompanies />
    </>
  );
}
