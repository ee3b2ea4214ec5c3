namespace CaseyOS.Core.Queue;

/// <summary>Limits of the texts on a move.</summary>
public static class MoveText
{
    /// <summary>A title fits on a line.</summary>
    public const int TitleLength = 300;

    /// <summary>A description fits on a screen.</summary>
    public const int DescriptionLength = 4_000;

    /// <summary>Names and addresses.</summary>
    public const int NameLength = 320;

    /// <summary>A mail body; more than anyone reads. In bytes, <see cref="Storage.EntityText.MaxBytes"/> holds as well.</summary>
    public const int BodyLength = 200_000;

    /// <summary>Titles from outside may carry a deal name of any length.</summary>
    public static string Clip(string title) => title.Length <= TitleLength ? title : title[..(TitleLength - 1)] + "…";
}
