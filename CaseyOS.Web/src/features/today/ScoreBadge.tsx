import { urgencyOf } from "@/shared/format/words";
import "./score-badge.css";

export function ScoreBadge({ score }: { score: number }) {
  const { tone, word } = urgencyOf(score);
  return (
    <span className={`score ${tone}`} title={`Action Priority Score ${score.toFixed(1)} of 100`}>
      <span className="sr-only">Score </span>
      <b>{score.toFixed(1)}</b> <span className="score-word">{word}</span>
    </span>
  );
}
