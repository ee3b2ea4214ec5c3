using CaseyOS.Testing;

namespace CaseyOS.Functions.Tests.Hosting;

/// <summary>Payloads recorded on a real Functions host; they lie beside the checkout where they are at hand.</summary>
internal static class HostFixtures
{
    public static string Read(string name)
    {
        var path = Path.Combine(Repository.Root, "..", "shared", "fixtures", "functions-host", name);
        Assert.SkipUnless(File.Exists(path), "The recorded payloads of a real Functions host are not beside this checkout.");
        return File.ReadAllText(path);
    }
}
