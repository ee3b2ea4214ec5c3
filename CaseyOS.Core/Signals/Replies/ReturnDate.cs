namespace CaseyOS.Core.Signals.Replies;

/// <summary>Reads from an absence note when its writer is back: the day he names, or the end of the absence. Never a guess.</summary>
/// <remarks>A day that he names as that of his return goes before an "until"; two different ones, or one that cannot be read for sure, give nothing.</remarks>
internal static class ReturnDate
{
    /// <param name="own">The note, without quotations.</param>
    /// <param name="written">Its date, where it was written.</param>
    /// <returns>The first day on which the writer may be back; null when the note does not say one clearly.</returns>
    public static DateOnly? Find(string own, DateOnly written)
    {
        var text = Wording.Fold(own).ReplaceLineEndings("\n");
        var dates = StatedDates.In(text, written);
        List<int> ends = [.. AbsenceWords.SentenceEnd().Matches(text).Select(match => match.Index).Where(at => !dates.Any(date => date.Start <= at && at < date.End - 1))];
        List<DateOnly?> back = [];
        List<DateOnly?> until = [];
        for (var i = 0; i < dates.Count; i++)
        {
            var date = dates[i];
            var start = ends.LastOrDefault(end => end < date.Start, -1) + 1;
            var end = ends.FirstOrDefault(at => at >= date.End - 1, text.Length);
            if (AbsenceWords.SomethingElse().IsMatch(text.AsSpan(start, Math.Max(0, end - start))))
            {
                continue;
            }

            var alone = i + 1 == dates.Count || dates[i + 1].Start >= end;
            var after = end > date.End ? text[date.End..end] : "";
            var sentence = text[start..date.Start];
            var before = i > 0 && dates[i - 1].End > start ? text[dates[i - 1].End..date.Start] : sentence;
            if (AbsenceWords.Until().IsMatch(sentence))
            {
                var including = AbsenceWords.IncludingBefore().IsMatch(before) || AbsenceWords.IncludingAfter().IsMatch(after);
                until.Add(including ? date.Value?.AddDays(1) : date.Value);
            }
            else if (AbsenceWords.Back().IsMatch(before) || (alone && AbsenceWords.Back().IsMatch(after)))
            {
                back.Add(date.Value);
            }
        }

        return Only(back.Count > 0 ? back : until);
    }

    private static DateOnly? Only(List<DateOnly?> stated) => stated.Distinct().ToList() is [var one] ? one : null;
}
