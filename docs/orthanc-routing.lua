-- For Orthanc ("LuaScripts"): hands every stable study to nerve-measure, without the results that
-- nerve-measure sent back. "nerve-measure" is its name in "DicomModalities".
function OnStableStudy(studyId, tags, metadata)
  local instances = ParseJson(RestApiGet('/studies/' .. studyId .. '/instances?expand', false))
  for _, instance in ipairs(instances) do
    local tag = ParseJson(RestApiGet('/instances/' .. instance['ID'] .. '/simplified-tags', false))
    local isPicture = tag['Modality'] == 'US' or tag['Modality'] == 'MR'
    if isPicture and tag['ManufacturerModelName'] ~= 'nerve-measure' then
      SendToModality(instance['ID'], 'nerve-measure')
    end
  end
end
