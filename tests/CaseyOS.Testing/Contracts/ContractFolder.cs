namespace CaseyOS.Testing.Contracts;

/// <summary>Where the official API descriptions lie: a folder <c>shared/contracts</c> beside the checkout or above it.</summary>
public static class ContractFolder
{
    /// <summary>Why a test that needs them is skipped.</summary>
    public const string SkipReason = "The official API descriptions (shared/contracts) are not beside this checkout.";

    /// <summary>The folder, or null when it is not there.</summary>
    public static string? Path { get; } = Find("contracts");

    /// <summary>For <c>[Fact(Skip = ContractFolder.SkipReason, SkipUnless = nameof(ContractFolder.IsPresent), SkipType = typeof(ContractFolder))]</c>.</summary>
    public static bool IsPresent => Path is not null;

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(Repository.Root).Parent; folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
