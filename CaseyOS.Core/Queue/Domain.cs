namespace CaseyOS.Core.Queue;

/// <summary>The part of the business that a move belongs to.</summary>
public enum Domain
{
    /// <summary>Sales.</summary>
    Sales,

    /// <summary>Marketing.</summary>
    Marketing,

    /// <summary>Customer success.</summary>
    Cs,
}
