using CostSim.Words;

namespace CostSim.Tests.Words;

/// <summary>Formats after the Interinstitutional Style Guide and the habits of the four languages.</summary>
public class LanguageTests
{
    [Theory]
    [InlineData("en", "1,234,567.89")]
    [InlineData("nl", "1\u202F234\u202F567,89")]
    [InlineData("fr", "1\u202F234\u202F567,89")]
    [InlineData("de", "1\u202F234\u202F567,89")]
    public void Numbers_have_the_separators_of_the_language(string code, string text) => Assert.Equal(text, Language.Of(code).Number(1_234_567.891, 2));

    [Theory]
    [InlineData("en", "12%", "less than 1%", "more than 99%", "100%", "72.00 ± 0.90%")]
    [InlineData("nl", "12%", "minder dan 1%", "meer dan 99%", "100%", "72,00 ± 0,90%")]
    [InlineData("fr", "12\u00A0%", "moins de 1\u00A0%", "plus de 99\u00A0%", "100\u00A0%", "72,00 ± 0,90\u00A0%")]
    [InlineData("de", "12\u00A0%", "weniger als 1\u00A0%", "mehr als 99\u00A0%", "100\u00A0%", "72,00 ± 0,90\u00A0%")]
    public void A_share_is_never_rounded_to_a_certainty(string code, string plain, string little, string most, string all, string error)
    {
        Language language = Language.Of(code);
        Assert.Equal([plain, little, most, all], [language.Percent(0.123), language.Percent(0.004), language.Percent(0.9999), language.Percent(1.0)]);
        Assert.Equal(error, language.PercentWithError(0.72, 0.009));
    }

    [Theory]
    [InlineData(6480, "€6.5 billion", "6,5 miljard euro", "6,5 milliards d’euros", "6,5 Milliarden Euro")]
    [InlineData(1520, "€1.5 billion", "1,5 miljard euro", "1,5 milliard d’euros", "1,5 Milliarden Euro")]
    [InlineData(1000, "€1.0 billion", "1,0 miljard euro", "1,0 milliard d’euros", "1,0 Milliarde Euro")]
    [InlineData(999.7, "€1.0 billion", "1,0 miljard euro", "1,0 milliard d’euros", "1,0 Milliarde Euro")]
    [InlineData(235.4, "€235 million", "235 miljoen euro", "235 millions d’euros", "235 Millionen Euro")]
    [InlineData(9.96, "€10 million", "10 miljoen euro", "10 millions d’euros", "10 Millionen Euro")]
    [InlineData(1, "€1 million", "1 miljoen euro", "1 million d’euros", "1 Million Euro")]
    [InlineData(-12.3, "−€12 million", "−12 miljoen euro", "−12 millions d’euros", "−12 Millionen Euro")]
    [InlineData(123_456, "€123 billion", "123 miljard euro", "123 milliards d’euros", "123 Milliarden Euro")]
    public void Money_is_said_in_words_that_stay_on_one_line(double millions, string en, string nl, string fr, string de) =>
        Assert.Equal([en, nl, fr, de], Language.All.Select(language => language.Money(millions).Replace('\u00A0', ' ')));

    [Fact]
    public void Dates_lists_and_quotations()
    {
        var date = new DateOnly(2026, 3, 31);
        Assert.Equal(["31 March 2026", "31/03/2026", "31/03/2026", "31.03.2026"], Language.All.Select(language => language.Date(date)));
        Assert.Equal(["a, b and c", "a, b en c", "a, b et c", "a, b und c"], Language.All.Select(language => language.List(["a", "b", "c"])));
        Assert.Equal(["“a”", "“a”", "«\u00A0a\u00A0»", "„a“"], Language.All.Select(language => language.Quote("a")));
    }

    [Theory]
    [InlineData(5480.4, 12.34, "5,480 ± 12")]
    [InlineData(5480.4, 1234, "5,500 ± 1,200")]
    [InlineData(0.5, 0.00123, "0.5000 ± 0.0012")]
    [InlineData(3, double.NaN, "3.00")]
    [InlineData(double.NaN, 1, "–")]
    public void A_value_has_no_more_digits_than_its_error_supports(double value, double error, string text) => Assert.Equal(text, Language.English.WithError(value, error));

    [Theory]
    [InlineData(0.000123456, "0.0001235")]
    [InlineData(2.5, "2.5")]
    [InlineData(1000, "1,000")]
    [InlineData(123456.7, "123,457")]
    [InlineData(-0.5, "−0.5")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Significant_digits(double value, string text) => Assert.Equal(text, Language.English.Significant(value));

    [Fact]
    public void There_is_no_negative_zero() => Assert.Equal("0.0", Language.English.Number(-0.04, 1));

    [Fact]
    public void A_text_wants_a_value_for_each_placeholder_and_no_other()
    {
        Assert.Equal("a : b", Language.French.Pair("a", "b").Replace('\u00A0', ' '));
        Assert.Throws<ArgumentException>(() => Language.French.Text("words.pair", ("name", "a")));
        Assert.Throws<ArgumentException>(() => Language.French.Text("words.pair", ("name", "a"), ("value", "b"), ("more", "c")));
        Assert.Throws<KeyNotFoundException>(() => Language.French.Text("words.nonesuch"));
        Assert.Throws<ArgumentException>(() => Language.Of("it"));
    }

    [Theory]
    [InlineData(0.95, 0.95, 0.95, Likelihood.AlmostCertainly)]
    [InlineData(0.96, 0.949, 0.97, Likelihood.Likely)]
    [InlineData(0.8, 0.8, 0.8, Likelihood.Likely)]
    [InlineData(0.79, 0.79, 0.79, Likelihood.MoreLikelyThanNot)]
    [InlineData(0.605, 0.597, 0.613, Likelihood.TooCloseToCall)]
    [InlineData(0.9, 0.1, 1, Likelihood.TooCloseToCall)]
    [InlineData(0.395, 0.387, 0.403, Likelihood.TooCloseToCall)]
    [InlineData(0.3, 0.3, 0.3, Likelihood.LessLikelyThanNot)]
    [InlineData(0.04, 0.03, 0.051, Likelihood.Unlikely)]
    [InlineData(0, 0, 0.02, Likelihood.AlmostCertainlyNot)]
    public void Words_are_never_stronger_than_the_evidence(double share, double low, double high, Likelihood likelihood) =>
        Assert.Equal(likelihood, Likelihoods.Of(share, low, high));

    [Fact]
    public void Only_english_has_no_drafts()
    {
        Assert.Equal(["en"], Language.All.Where(language => !language.HasDrafts).Select(language => language.Code));
        Assert.Equal(["", "ontwerpvertaling"], new[] { Language.English.DraftMark, Language.Dutch.DraftMark });
        Assert.True(Language.Dutch.IsDraft("terms.threat"));
        Assert.False(Language.Dutch.IsDraft("terms.assumption"));
    }
}
