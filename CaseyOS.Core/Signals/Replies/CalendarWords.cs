namespace CaseyOS.Core.Signals.Replies;

/// <summary>Months and weekdays in English, German, French, Spanish, Dutch and Polish, without accents. No word means two different ones.</summary>
internal static class CalendarWords
{
    private static readonly string[] MonthLines =
    [
        "january jan januar jaenner janner janvier janv enero januari stycznia styczen sty",
        "february feb februar fevrier fevr febrero februari lutego luty",
        "march mar marz maerz mars marzo maart mrt marca marzec",
        "april apr avril avr abril abr kwietnia kwiecien",
        "may mai mayo mei maja maj",
        "june jun juni juin junio czerwca czerwiec",
        "july jul juli juillet juil julio lipca lipiec",
        "august aug aout agosto ago augustus sierpnia sierpien",
        "september sept sep septembre septiembre wrzesnia wrzesien",
        "october oct oktober okt octobre octubre pazdziernika pazdziernik",
        "november nov novembre noviembre listopada listopad",
        "december dec dezember dez decembre diciembre dic grudnia grudzien",
    ];

    private static readonly string[] WeekdayLines =
    [
        "sunday sonntag dimanche domingo zondag niedziela niedziele niedzieli",
        "monday montag lundi lunes maandag poniedzialek poniedzialku",
        "tuesday dienstag mardi martes dinsdag wtorek wtorku",
        "wednesday mittwoch mercredi miercoles woensdag sroda srode srody",
        "thursday donnerstag jeudi jueves donderdag czwartek czwartku",
        "friday freitag vendredi viernes vrijdag piatek piatku",
        "saturday samstag sonnabend samedi sabado zaterdag sobota sobote soboty",
    ];

    /// <summary>Number of each month's name.</summary>
    public static IReadOnlyDictionary<string, int> Months { get; } = Number(MonthLines, first: 1);

    /// <summary>Day of each weekday's name.</summary>
    public static IReadOnlyDictionary<string, DayOfWeek> Weekdays { get; } =
        Number(WeekdayLines, first: 0).ToDictionary(day => day.Key, day => (DayOfWeek)day.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Names as alternatives of a pattern, the longest first.</summary>
    public static string AnyOf(IEnumerable<string> names) => string.Join('|', names.OrderByDescending(name => name.Length));

    private static Dictionary<string, int> Number(string[] lines, int first) => lines
        .SelectMany((line, index) => line.Split(' ').Select(name => (Name: name, Number: index + first)))
        .ToDictionary(pair => pair.Name, pair => pair.Number, StringComparer.OrdinalIgnoreCase);
}
