using Microsoft.Extensions.Configuration;

namespace CostSim.Cli;

/// <summary>
/// A source of settings under the names that they have everywhere, so that of several sources the last wins, however each spells them.
/// </summary>
/// <param name="source">The source, checked: each setting is in it once.</param>
internal sealed class NamedSettings(IConfigurationSource source) : ConfigurationProvider, IConfigurationSource
{
    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override void Load()
    {
        IConfigurationProvider inner = source.Build(new ConfigurationBuilder());
        inner.Load();
        foreach (string key in inner.GetChildKeys([], null))
        {
            if (SettingNames.Of(key) is { } name && inner.TryGet(key, out string? value))
            {
                Data[name] = value;
            }
        }
    }
}
