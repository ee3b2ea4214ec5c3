using System.Xml.Linq;

namespace CaseyOS.Core.Tests.House;

/// <summary>Which project may know which: a wrong arrow is cheap to draw and dear to remove.</summary>
public sealed class DirectionTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Core_ReferencesNoWebServerAndNoOtherProject()
    {
        var project = Load("CaseyOS.Core/CaseyOS.Core.csproj");

        Assert.Empty(References(project, "ProjectReference"));
        Assert.Empty(References(project, "FrameworkReference"));
        Assert.DoesNotContain(References(project, "PackageReference"), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain(typeof(OwnerId).Assembly.GetReferencedAssemblies(), name => name.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Sandbox_SharesNoCodeWithTheProduct_OrASharedMistakeWouldPass()
    {
        Assert.Empty(References(Load("CaseyOS.Sandbox/CaseyOS.Sandbox.csproj"), "ProjectReference"));
        Assert.DoesNotContain(Sources("CaseyOS.Sandbox"), file => File.ReadAllText(file).Contains("CaseyOS.Core", StringComparison.Ordinal));
    }

    [Fact]
    public void Core_NeverNamesTheSandbox()
    {
        var offenders = Sources("CaseyOS.Core")
            .Where(file => File.ReadLines(file).Any(line => line.Contains("sandbox", StringComparison.OrdinalIgnoreCase) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file));

        Assert.Empty(offenders);
    }

    [Fact]
    public void VendorWireTypes_StayInsideTheirConnector()
    {
        var wire = typeof(OwnerId).Assembly.GetTypes().Where(type => type.Namespace?.Contains(".Connectors.", StringComparison.Ordinal) == true && type.Name.StartsWith("Wire", StringComparison.Ordinal));

        Assert.DoesNotContain(wire, type => type.IsPublic);
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static XDocument Load(string project) => XDocument.Load(Path.Combine(Root, project));

    private static List<string> References(XDocument project, string kind) =>
        [.. project.Descendants(kind).Select(reference => (string?)reference.Attribute("Include")).OfType<string>()];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CaseyOS.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository root (CaseyOS.slnx) is not above the test's folder.");
    }
}
