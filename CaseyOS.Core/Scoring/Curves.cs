namespace CaseyOS.Core.Scoring;

/// <summary>The curves of the Action Priority Score: pure, each from its own unit to 0–100.</summary>
public static class Curves
{
    /// <summary>
    /// Money, logarithmic up to <paramref name="cap"/>: <c>100·log10(1+v/1000)/log10(1+cap/1000)</c>. From 1k to 10k matters
    /// about as much as from 10k to 75k; beyond the cap nothing does.
    /// </summary>
    /// <param name="value">Expected money, 0 or more.</param>
    /// <param name="cap">Money that scores 100.</param>
    public static double Revenue(double value, double cap) =>
        100 * Math.Min(1, Math.Log10(1 + (value / 1000)) / Math.Log10(1 + (cap / 1000)));

    /// <summary>Calendar days until the date: 100 when it is today or past, else falling as <c>100·e^(−days/decay)</c>.</summary>
    public static double Urgency(int days, double decayDays) => days <= 0 ? 100 : 100 * Math.Exp(-days / decayDays);

    /// <summary>
    /// Urgency of a move that has waited: a little more each full day, at most <paramref name="most"/>, and never above
    /// <paramref name="ceiling"/>. A start above the ceiling stays as it is.
    /// </summary>
    public static double Waiting(double urgency, int days, double perDay, double most, double ceiling) =>
        Math.Max(urgency, Math.Min(ceiling, urgency + Math.Min(most, perDay * days)));

    /// <summary>Urgency of a move that <paramref name="waiting"/> others wait for.</summary>
    public static double Blocking(double urgency, int waiting, double each, double most) =>
        Math.Min(100, urgency + Math.Min(most, each * waiting));

    /// <summary>Urgency of a move that <paramref name="further"/> more reasons speak for.</summary>
    public static double Reasons(double urgency, int further, double each, double most) =>
        Math.Min(100, urgency + Math.Min(most, each * further));

    /// <summary>Minutes: <c>100·(1 − e^(−minutes/scale))</c>. The first quarter of an hour costs more than the fourth.</summary>
    public static double Effort(double minutes, double scaleMinutes) => 100 * (1 - Math.Exp(-minutes / scaleMinutes));

    /// <summary>Fit with the ideal customer, 0–1, plus bonuses; at most 100.</summary>
    public static double Strategic(double fit, double bonus) => Math.Min(100, (100 * fit) + bonus);
}
