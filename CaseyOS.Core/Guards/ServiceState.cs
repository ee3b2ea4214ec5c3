namespace CaseyOS.Core.Guards;

/// <summary>What a try has shown about the service behind a handler.</summary>
public enum ServiceState
{
    /// <summary>Nothing: we ourselves refused before it was asked, or the user's connection to it is gone.</summary>
    NotAsked,

    /// <summary>It works: it did what was asked, or refused it for a reason.</summary>
    Answered,

    /// <summary>It does not answer, or answers that it cannot at present (408, 429, 5xx), also after retries.</summary>
    Down,
}
