using System.Text.Json;
using CostSim.Tests.Commands;

namespace CostSim.Tests.House;

/// <summary>
/// Fetched are the native libraries of one system, locked those of all, so that the locks hold on each. A lock that one system made anew by itself
/// lacks the others': <c>dotnet restore CostSim.sln -p:NativeLibraries=all</c> makes it whole.
/// </summary>
public sealed class LockTests
{
    [Fact]
    public void Locks_name_the_native_libraries_of_every_system()
    {
        string[] locks = [.. ((string[])["src", "tests"]).SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(CostSimProcess.Root, folder), "packages.lock.json", SearchOption.AllDirectories))];
        string[][] drawing = [.. locks.Select(Named).Where(names => names.Contains("SkiaSharp"))];
        Assert.Equal(4, drawing.Length);
        foreach (string library in (string[])["SkiaSharp", "HarfBuzzSharp"])
        {
            foreach (string system in (string[])["Win32", "macOS", library == "SkiaSharp" ? "Linux.NoDependencies" : "Linux"])
            {
                Assert.All(drawing, names => Assert.Contains($"{library}.NativeAssets.{system}", names));
            }
        }
    }

    private static string[] Named(string file)
    {
        using var read = JsonDocument.Parse(File.ReadAllText(file));
        return [.. read.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject().Select(package => package.Name)];
    }
}
