namespace CaseyOS.Core.Storage.Tables;

/// <summary>What happens to properties that the new entity does not mention.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
