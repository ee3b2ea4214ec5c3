namespace CaseyOS.Core.Signals.Rules;

/// <summary>Which opens of a mail show that a person read it. Opens are weak evidence: mail programs and filters open mail too.</summary>
internal static class ReadMail
{
    /// <summary>Machines open what arrives at once; and several opens at once are one, by a chain of proxies.</summary>
    public static readonly TimeSpan Machine = TimeSpan.FromSeconds(60);

    /// <summary>How often the mail of a moment was opened.</summary>
    public static int Count(IEnumerable<DateTimeOffset> opens, DateTimeOffset delivered)
    {
        var (count, last) = (0, delivered);
        foreach (var open in opens.Where(open => open > delivered).Order())
        {
            // From the first of a burst: opens that go on for minutes are several.
            if (open - last > Machine)
            {
                count++;
                last = open;
            }
        }

        return count;
    }
}
