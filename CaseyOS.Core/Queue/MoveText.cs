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

    /// <summary>A mail body; 200 000 characters are more than anyone reads, and a row holds 1 MiB.</summary>
    public const int BodyLength = 200_000;

    /// <summary>Titles from outside may carry a deal name of any length.</summary>
    public static string Clip(string title) => title.Length <= TitleLength ? title : title[..(TitleLength - 1)] + "…";
}
