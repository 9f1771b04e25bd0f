using CostSim.Cli.Output;

namespace CostSim.Tests.Output;

public sealed class ManifestTests
{
    [Fact]
    public void A_manifest_in_which_any_one_bit_is_wrong_is_none()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, Manifest.FileName);
            byte[] bytes = new Manifest(
                "0.1.0", "32168ac5", 1, "mc", 1, 4096, "moments", null, "rfc4180", "1", new ManifestRequest("engine", 4096, "all", null, true, 0),
                [new ManifestFile("trials.csv", 12, 3, "1f")]).ToBytes();
            File.WriteAllBytes(path, bytes);
            Assert.Equal("trials.csv", Manifest.Read(folder)?.Files.Single().Name);
            for (int bit = 0; bit < 8 * bytes.Length; bit++)
            {
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
                File.WriteAllBytes(path, bytes);
                Assert.Null(Manifest.Read(folder));
                bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
