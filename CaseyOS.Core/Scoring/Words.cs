using System.Globalization;

namespace CaseyOS.Core.Scoring;

/// <summary>Numbers as people say them.</summary>
public static class Words
{
    /// <summary>Money in short: <c>$950</c>, <c>$50k</c>, <c>$1.2M</c>.</summary>
    public static string Money(double amount) => amount switch
    {
        < 999.5 => string.Create(CultureInfo.InvariantCulture, $"${amount:0}"),
        < 999_950 => string.Create(CultureInfo.InvariantCulture, $"${amount / 1000:0.#}k"),
        < 999_950_000 => string.Create(CultureInfo.InvariantCulture, $"${amount / 1_000_000:0.#}M"),
        < 999_950_000_000 => string.Create(CultureInfo.InvariantCulture, $"${amount / 1_000_000_000:0.#}B"),
        _ => "more than $999B",
    };

    /// <summary>Money with its article: "a $50k", "an $8k", "an $11k".</summary>
    public static string AMoney(double amount)
    {
        var money = Money(amount);
        var spoken = money.AsSpan(1);
        var digits = spoken.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? spoken[..end] : spoken;
        return (spoken[0] == '8' || digits is "11" or "18" ? "an " : "a ") + money;
    }

    /// <summary>A verb with a date: "closes today", "is due tomorrow", "closes in 3 days", "is 2 days overdue".</summary>
    public static string OnDay(string verb, int days) => days switch
    {
        -1 => "is 1 day overdue",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"is {-days} days overdue"),
        0 => $"{verb} today",
        1 => $"{verb} tomorrow",
        _ => string.Create(CultureInfo.InvariantCulture, $"{verb} in {days} days"),
    };

    /// <summary>"1 day", "3 days".</summary>
    public static string Count(int number, string one) =>
        number == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{number} {one}s");

    /// <summary>Minutes, rounded: "10 minutes".</summary>
    public static string Minutes(double minutes) => Math.Round(minutes) is 1 ? "1 minute" : $"{Number(Math.Round(minutes))} minutes";

    /// <summary>A share of one: "60 %".</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    /// <summary>At most one decimal: "14", "2.4".</summary>
    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
