import { ExcludedCompanies } from "@/features/exclusions/ExcludedCompanies";
import { RuleList } from "@/features/rules/RuleList";
import { Connections } from "@/features/session/Connections";
import { usePageTitle } from "./usePageTitle";

export function SettingsPage() {
  usePageTitle("Settings");
  return (
    <>
      <div className="page-head">
        <h1>Settings</h1>
      </div>
      <Connections />
      <RuleList />
      <ExcludedCompanies />
    </>
  );
}
