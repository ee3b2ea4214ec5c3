import { Link } from "wouter";
import { Empty } from "@/shared/ui/Empty";
import { usePageTitle } from "./usePageTitle";

export function NotFoundPage() {
  usePageTitle("Not found");
  return (
    <>
      <div className="page-head">
        <h1>Not found</h1>
      </div>
      <Empty title="There is no such page">
        <Link className="link" href="/">
          Go to Today
        </Link>
      </Empty>
    </>
  );
}
