using System.ComponentModel.DataAnnotations;

namespace CaseyOS.Core.Executions.Meetings;

/// <summary>When the user takes meetings. Google Calendar's API does not tell his working hours, so they are settings; his time zone it does tell.</summary>
public sealed class MeetingOptions : IValidatableObject
{
    /// <summary>The section of the configuration.</summary>
    public const string SectionName = "Meetings";

    /// <summary>When his working day begins, Monday to Friday, in the time zone of his calendar.</summary>
    public TimeOnly DayBegins { get; set; } = new(9, 0);

    /// <summary>When it ends: a meeting is over by then.</summary>
    public TimeOnly DayEnds { get; set; } = new(17, 0);

    /// <summary>How long a meeting lasts, unless the move says otherwise.</summary>
    [Range(5, 480)]
    public int Minutes { get; set; } = 30;

    /// <summary>How many days ahead free time is looked for.</summary>
    [Range(1, 60)]
    public int LookAheadDays { get; set; } = 30;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (DayEnds <= DayBegins)
        {
            yield return new("Meetings:DayEnds must be later than Meetings:DayBegins, for example 17:00 and 09:00.");
        }
    }
}
